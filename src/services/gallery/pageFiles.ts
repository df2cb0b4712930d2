import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { fail, ok, type Result } from '../../engine/result.ts';
import { writeWholeFile } from '../../local/safeWrite.ts';
import type { WholeFile, Written } from '../../local/writeTogether.ts';
import { messageOf, writeProblem } from './fileProblem.ts';
import { ASSETS } from './layout.ts';
import { findOwn } from './ownPage.ts';
import type { AssetAddresses } from './pages/model.ts';
import { shapeRules } from './pages/shapes.ts';
import type { Store } from './store.ts';

/** The files that a page loads, by their name in the gallery, and the files of this program that they are made of. */
const STYLE = { name: 'album-sync.css', sources: ['pages.css', 'viewer.css'], made: shapeRules() };
const SCRIPT = { name: 'album-sync.js', sources: ['viewer.js'], made: '' };
const ICON = { name: 'album-sync.svg', sources: ['icon.svg'], made: '' };

/**
 * Writes a page of the gallery if its content changed. A page that the gallery did not make stays as it is.
 * @param name path in the gallery, with `/`
 * @param write for one of many
 */
export async function writePage(
  { layout, ensureFolder }: Pick<Store, 'layout' | 'ensureFolder'>,
  name: string,
  text: string,
  write: (page: WholePage) => Promise<Written> = writeAlone,
): Promise<Problem | undefined> {
  const file = path.join(layout.root, ...name.split('/'));
  try {
    const found = findOwn(file);
    if (found.kind === 'foreign') return problem('E_GALLERY_FOREIGN', phrase`${name}`, { path: name });
    if (found.kind === 'own' && found.text === text) return undefined;
    const folder = await ensureFolder(path.dirname(file));
    if (!folder.ok) return folder.problem;
    const { error } = await write({ target: file, content: text, isThere: found.kind === 'own' });
    return error && writeProblem(error, name);
  } catch (error) {
    return writeProblem(error, name);
  }
}

type WholePage = WholeFile & { readonly content: string };

async function writeAlone({ target, content }: WholePage): Promise<Written> {
  await writeWholeFile(target, content);
  return { error: undefined };
}

/** Brings the stylesheet, the script and the icon into the gallery. Their addresses change with their content. */
export async function copyAssets(
  store: Pick<Store, 'layout' | 'ensureFolder'>,
  folder: string,
): Promise<Result<{ readonly addresses: (depth: number) => AssetAddresses; readonly problems: readonly Problem[] }>> {
  const problems: Problem[] = [];
  const versions = new Map<string, string>();
  for (const { name, sources, made } of [STYLE, SCRIPT, ICON]) {
    let text: string;
    try {
      // They are small, and a thread that reads them would have to be started in most runs.
      const texts = sources.map((source) => readFileSync(path.join(folder, source), 'utf8'));
      text = [...texts, made].join('\n').trimEnd();
    } catch (error) {
      return fail(problem('E_INTERNAL', phrase`${name} cannot be made: ${messageOf(error)}`));
    }
    versions.set(name, createHash('sha256').update(text).digest('hex').slice(0, 8));
    const failed = await writePage(store, `${ASSETS}/${name}`, `${text}\n`);
    if (failed) problems.push(failed);
  }
  const address = ({ name }: { readonly name: string }, depth: number) =>
    `${'../'.repeat(depth)}${ASSETS}/${name}?v=${versions.get(name) ?? ''}`;
  return ok({
    addresses: (depth) => ({
      style: address(STYLE, depth),
      script: address(SCRIPT, depth),
      icon: address(ICON, depth),
    }),
    problems,
  });
}
