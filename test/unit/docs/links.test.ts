import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { repository } from '../../../scripts/tools/repository.ts';
import { documentation } from './documentation.ts';
import type { Page } from './documentation.ts';

/** The pictures of the README, which the browser tests make; until then they may be missing. Nothing else may. */
const PICTURES_TO_COME: readonly string[] = ['docs/images/window.png', 'docs/images/gallery.png'];

const pages = documentation();

test('every relative link and picture of the documentation leads somewhere', () => {
  const broken = pages.flatMap((page) => targetsOf(page).flatMap((target) => faultOf(page, target) ?? []));
  assert.deepEqual(broken, []);
});

test('the README shows the two pictures', () => {
  const readme = pages.find(({ path }) => path === 'README.md');
  assert.ok(readme);
  for (const picture of PICTURES_TO_COME) assert.ok(targetsOf(readme).includes(picture), picture);
});

/** What the links and pictures of a page point to, without those to other sites. */
function targetsOf({ text }: Page): readonly string[] {
  const prose = text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, (code) => 'x'.repeat(code.length));
  const targets = [...prose.matchAll(/\]\(\s*<?([^)>\s]+)/g), ...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)];
  return targets.flatMap(([, target = '']) => (/^[a-z]+:/i.test(target) ? [] : [target]));
}

function faultOf(page: Page, target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page.path : posix.join(posix.dirname(page.path), decodeURIComponent(file));
  if (!existsSync(join(repository, path)))
    return PICTURES_TO_COME.includes(path) ? undefined : `${page.path}: ${target}`;
  if (anchor === undefined) return undefined;
  const other = pages.find((candidate) => candidate.path === path);
  return other && anchorsOf(other).has(anchor) ? undefined : `${page.path}: ${target}`;
}

/** The anchors that GitHub and the Marketplace give to headings. */
function anchorsOf({ text }: Page): ReadonlySet<string> {
  const headings = [...text.replace(/^```[^]*?^```/gm, '').matchAll(/^#{1,6} (.+)$/gm)];
  return new Set(
    headings.map(([, heading = '']) =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}
