// Whether a tag may be released: `npm run release:check -- --tag v0.2.0 --notes FILE`. Writes the page of the release, and
// tells GitHub whether it is a pre-release.
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { repository } from '../tools/repository.ts';
import { isPreRelease, manifestOf } from './releaseKind.ts';
import { releaseNotes } from './releaseNotes.ts';

try {
  const { tag, notes } = parseArgs({ options: { tag: { type: 'string' }, notes: { type: 'string' } } }).values;
  if (tag === undefined || notes === undefined) throw new Error('Say which tag, and where the notes go.');
  const { version } = manifestOf(repository);
  const changelog = await readFile(join(repository, 'CHANGELOG.md'), 'utf8');
  await writeFile(notes, releaseNotes({ tag, version, changelog }));
  const prerelease = String(isPreRelease(version));
  const outputs = process.env['GITHUB_OUTPUT'];
  if (outputs !== undefined) await appendFile(outputs, `prerelease=${prerelease}\n`);
  console.log(`${tag} may be released; pre-release: ${prerelease}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
