import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What of package.json names a release. */
export interface ReleaseManifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
}

/** Reads package.json of a folder. */
export function manifestOf(folder: string): ReleaseManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ReleaseManifest;
}

/** The Marketplace knows only `major.minor.patch`, so an odd minor is what tells a pre-release. */
export function isPreRelease(version: string): boolean {
  const minor = /^\d+\.(\d+)\.\d+$/.exec(version)?.[1];
  if (minor === undefined) throw new Error(`The version ${version} is not of the form major.minor.patch.`);
  return Number(minor) % 2 === 1;
}
