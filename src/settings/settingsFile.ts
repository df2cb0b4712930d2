import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { problem } from '../engine/errors.ts';
import { phrase, type PhraseValue } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { PREFIX } from './settings.ts';
import type { RawSettings } from './settings.ts';

/** A workspace folder with the values that its files set. */
export interface ConfiguredFolder {
  /** Absolute. */
  readonly folder: string;
  readonly settings: RawSettings;
}

/**
 * Reads the settings of a workspace folder from its `.vscode/settings.json`, or of all folders of a `.code-workspace`
 * file, where those of a folder win over those of the workspace, as they do in the editor. JSON with comments.
 * @param place absolute path of a folder or of a `.code-workspace` file
 */
export function readConfiguredFolders(place: string): Result<readonly ConfiguredFolder[]> {
  return place.endsWith('.code-workspace') ? readWorkspaceFile(place) : readFolders([place], {});
}

function readFolders(folders: readonly string[], shared: RawSettings): Result<readonly ConfiguredFolder[]> {
  const configured: ConfiguredFolder[] = [];
  for (const folder of folders) {
    const file = path.join(folder, '.vscode', 'settings.json');
    const values = readObject(file, path.join('.vscode', 'settings.json'));
    if (!values.ok) return values;
    configured.push({ folder, settings: { ...shared, ...ownSettings(values.value) } });
  }
  return ok(configured);
}

function readWorkspaceFile(file: string): Result<readonly ConfiguredFolder[]> {
  const name = path.basename(file);
  const values = readObject(file, name);
  if (!values.ok) return values;
  const { folders, settings } = values.value;
  const paths = Array.isArray(folders)
    ? folders.flatMap((entry: unknown) => (isObject(entry) && typeof entry['path'] === 'string' ? [entry['path']] : []))
    : [];
  if (paths.length === 0) return fail(problem('E_NO_FOLDER', phrase`${name} names no folder`, { path: name }));
  const absolute = paths.map((folder) => path.resolve(path.dirname(file), folder));
  return readFolders(absolute, isObject(settings) ? ownSettings(settings) : {});
}

function ownSettings(values: Readonly<Record<string, unknown>>): RawSettings {
  const own = Object.entries(values).filter(([key]) => key.startsWith(PREFIX));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(PREFIX.length), value]));
}

function readObject(file: string, shown: string): Result<Readonly<Record<string, unknown>>> {
  const text = readText(file, shown);
  if (!text.ok) return text;
  const errors: ParseError[] = [];
  const values: unknown = parse(text.value, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [error] = errors;
  if (error) {
    const line = text.value.slice(0, error.offset).split('\n').length;
    return broken(shown, phrase`line ${String(line)}: ${printParseErrorCode(error.error)}`);
  }
  if (values === undefined) return ok({});
  return isObject(values) ? ok(values) : broken(shown, phrase`not an object`);
}

function readText(file: string, shown: string): Result<string> {
  try {
    return ok(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? ok('') : broken(shown, code ?? String(error));
  }
}

function broken(shown: string, about: PhraseValue): Result<never> {
  return fail(problem('E_SETTINGS', phrase`${shown}: ${about}`, { path: shown }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
