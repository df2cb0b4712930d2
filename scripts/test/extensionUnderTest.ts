import process from 'node:process';
import { repository } from '../tools/repository.ts';

/** The environment variable that names what the tests in an editor work with. */
export const EXTENSION_VARIABLE = 'ALBUM_SYNC_EXTENSION';

/** The extension that the tests in an editor work with: a folder, or a VSIX; this checkout unless told otherwise. */
export function extensionUnderTest(): string {
  return process.env[EXTENSION_VARIABLE] ?? repository;
}
