import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { PREFIX } from './settings.ts';

/** Which file the text is of: settings at the top, or a `.code-workspace` file with settings in it. */
export type SettingsFileKind = 'settings' | 'workspace';

/** A place in a text. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** A setting of this extension as it stands in a text that may be half written. */
export interface WrittenSetting {
  /** Without the prefix. */
  readonly name: string;
  readonly value: unknown;
  /** Its key, without the quotation marks. */
  readonly key: Place;
  /** The texts in its value: of a list, or the keys of an object. */
  readonly parts: readonly { readonly text: string; readonly place: Place }[];
}

/** Finds the settings of this extension in the text of a settings file, and where they stand. */
export function writtenSettings(text: string, kind: SettingsFileKind): readonly WrittenSetting[] {
  const root = parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
  const settings = root && kind === 'workspace' ? findNodeAtLocation(root, ['settings']) : root;
  if (settings?.type !== 'object') return [];
  return (settings.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name: unknown = key?.value;
    // Without a value yet there is nothing to say.
    if (!key || !value || typeof name !== 'string' || !name.startsWith(PREFIX)) return [];
    return {
      name: name.slice(PREFIX.length),
      value: getNodeValue(value) as unknown,
      key: inQuotes(key),
      parts: partsOf(value),
    };
  });
}

function partsOf(value: Node): WrittenSetting['parts'] {
  const nodes = (value.children ?? []).flatMap((child) =>
    child.type === 'property' ? (child.children?.[0] ?? []) : child,
  );
  return nodes.flatMap((node) => {
    const text: unknown = node.value;
    return typeof text === 'string' ? { text, place: inQuotes(node) } : [];
  });
}

function inQuotes({ offset, length }: Node): Place {
  return { offset: offset + 1, length: Math.max(0, length - 2) };
}
