import { ACTIONS, DETAILS, EVENTS, type Action, type Detail, type SyncEvent } from '../engine/model.ts';
import type { Choice, Choices } from './choices.ts';

/** What many choices have alike, with the names of their items. `place` stands before the name in the path of each. */
interface Alike {
  readonly folder: string;
  readonly album: string;
  readonly place: string;
  readonly event: SyncEvent;
  readonly detail?: Detail | undefined;
  readonly from: Action;
  readonly action: Action;
  readonly names: string[];
}

interface Stored {
  readonly alike: readonly Alike[];
  /** Those that are not told by a name alone. */
  readonly others: readonly (readonly [key: string, choice: Choice])[];
}

/**
 * What stands for the choices while the page is away: a text, because the editor writes out all that is stored whenever
 * anything of it has changed, and a library has very many choices when somebody changes all of it.
 */
export function storedChoices(choices: Choices): string {
  const known = texts.get(choices);
  if (known !== undefined) return known;
  const text = choices.size === 0 ? '' : JSON.stringify(divided(choices));
  texts.set(choices, text);
  return text;
}

/** Reads what an earlier page left, perhaps that of another version: what is not understood is no choice. */
export function restoredChoices(stored: unknown): Choices {
  if (typeof stored !== 'string' || stored === '') return new Map();
  const { alike, others } = parsed(stored);
  return new Map([...listOf(alike).flatMap(choicesOf), ...listOf(others)].filter(isStored));
}

const texts = new WeakMap<Choices, string>();

function divided(choices: Choices): Stored {
  const alike = new Map<string, Alike>();
  const others: [string, Choice][] = [];
  let last: Alike | undefined;
  for (const [key, choice] of choices) {
    const { folder, from, action, item } = choice;
    const { album, name, path, remoteId, event, detail } = item;
    const isPlain = remoteId === undefined && path?.endsWith(name) === true && isPlainKey(key, choice);
    if (!isPlain) {
      others.push([key, choice]);
      continue;
    }
    // Those of an album come one after the other.
    if (!last || !isLike(last, choice, path)) {
      const place = path.slice(0, path.length - name.length);
      const kind = JSON.stringify([folder, album, place, event, detail, from, action]);
      last = alike.get(kind) ?? { folder, album, place, event, detail, from, action, names: [] };
      alike.set(kind, last);
    }
    last.names.push(name);
  }
  return { alike: [...alike.values()], others };
}

function isLike(alike: Alike, { folder, from, action, item }: Choice, path: string): boolean {
  return (
    path.length === alike.place.length + item.name.length &&
    path.startsWith(alike.place) &&
    alike.folder === folder &&
    alike.album === item.album &&
    alike.event === item.event &&
    alike.detail === item.detail &&
    alike.from === from &&
    alike.action === action
  );
}

function choicesOf(alike: unknown): readonly unknown[] {
  const { folder, album, place, event, detail, from, action, names } = recordOf(alike);
  return listOf(names).map((name) => {
    const item = {
      album,
      name,
      path: `${String(place)}${String(name)}`,
      event,
      ...(detail === undefined ? {} : { detail }),
    };
    return [plainKey(String(folder), String(album), String(name)), { folder, item, from, action }];
  });
}

/** Whether it is what `plainKey` makes, without making it for each of very many. */
function isPlainKey(key: string, { folder, item: { album, name } }: Choice): boolean {
  const [albumAt, nameAt] = [folder.length + 1, folder.length + album.length + 2];
  return (
    key.length === nameAt + name.length &&
    key.startsWith(folder) &&
    key[albumAt - 1] === '\n' &&
    key.startsWith(album, albumAt) &&
    key[nameAt - 1] === '\n' &&
    key.endsWith(name)
  );
}

function plainKey(folder: string, album: string, name: string): string {
  return `${folder}\n${album}\n${name}`;
}

function isStored(entry: unknown): entry is [string, Choice] {
  const [key, choice] = listOf(entry);
  const { folder, item, from, action } = recordOf(choice);
  const { album, name, event, detail } = recordOf(item);
  return (
    [key, folder, album, name].every((text) => typeof text === 'string') &&
    [from, action].every((each) => ACTIONS.some((known) => known === each)) &&
    EVENTS.some((known) => known === event) &&
    (detail === undefined || DETAILS.some((known) => known === detail))
  );
}

function parsed(text: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
