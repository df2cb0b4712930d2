import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One package whose code is inside our bundles, or whose files lie beside them.
 * @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly text: string }} ThirdParty
 */

/** Licences that ask for no more than to be named and shown. */
const ACCEPTED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC-BY-4.0', 'ISC', 'MIT']);

/**
 * The page with the licences of everything that is shipped and that others wrote.
 * @param {readonly ThirdParty[]} packages those whose code is inside the bundles, or copied beside them
 * @param {readonly { readonly title: string, readonly text: string }[]} appendices what belongs below them
 * @returns {string}
 */
export function thirdPartyNotices(packages, appendices) {
  const parts = [
    'Album Sync holds code of the packages below. Each is followed by its licence.',
    ...packages.map(({ name, version, licence, text }) => `${RULE}\n${name} ${version} (${licence})\n\n${text.trim()}`),
    ...appendices.map(({ title, text }) => `${RULE}\n${title}\n\n${text.trim()}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

const RULE = '-'.repeat(80);

/**
 * Names of the packages whose code esbuild put into its output, in order.
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {readonly string[]}
 */
export function bundledPackages(metafiles) {
  const files = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)));
  const names = files.flatMap((file) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort();
}

/**
 * What a package says of itself. Throws where it has no licence text, or a licence that may ask for more.
 * @param {string} folder
 * @returns {Promise<ThirdParty>}
 */
export async function readThirdParty(folder) {
  const { name, version, license: licence } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (!ACCEPTED.has(licence)) throw new Error(`The licence of ${name} is ${licence}. Look whether it may be shipped.`);
  const files = (await readdir(folder)).sort();
  const texts = await Promise.all(
    files.filter((file) => /^(licen[cs]e|notice)\b/i.test(file)).map((file) => readFile(join(folder, file), 'utf8')),
  );
  if (texts.length > 0) return { name, version, licence, text: texts.map((text) => text.trim()).join('\n\n') };
  const readme = files.find((file) => /^readme\b/i.test(file));
  const section = readme && licenceSection(await readFile(join(folder, readme), 'utf8'));
  if (!section) throw new Error(`${name} has no text of its licence.`);
  return { name, version, licence, text: section };
}

/**
 * The text below a heading "License" of a Markdown page, up to its end; some packages have it nowhere else.
 * @param {string} markdown
 * @returns {string | undefined}
 */
function licenceSection(markdown) {
  return /^(?:#+ *licen[cs]e *#*\n|licen[cs]e *\n-{3,}\n)([^]+)/im.exec(markdown)?.[1]?.trim();
}
