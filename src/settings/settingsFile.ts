import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { problem } from '../engine/errors.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { PREFIX } from './settings.ts';
import type { RawSettings } from './settings.ts';

/** Reads the `albumSync.*` values of a folder's `.vscode/settings.json` (JSON with comments); none when it has none. */
export function readSettingsFile(folder: string): Result<RawSettings> {
  const file = path.join(folder, '.vscode', 'settings.json');
  const text = readText(file);
  if (!text.ok) return text;
  const errors: ParseError[] = [];
  const values: unknown = parse(text.value, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [error] = errors;
  if (error) {
    const line = text.value.slice(0, error.offset).split('\n').length;
    return broken(`line ${line}: ${printParseErrorCode(error.error)}`);
  }
  if (values === undefined) return ok({});
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return broken('not an object');
  const own = Object.entries(values).filter(([key]) => key.startsWith(PREFIX));
  return ok(Object.fromEntries(own.map(([key, value]) => [key.slice(PREFIX.length), value as unknown])));
}

function readText(file: string): Result<string> {
  try {
    return ok(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? ok('') : broken(code ?? String(error));
  }
}

function broken(about: string): Result<never> {
  return fail(problem('E_SETTINGS', `.vscode/settings.json: ${about}`, { path: '.vscode/settings.json' }));
}
