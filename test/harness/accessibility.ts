import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Frame, FrameLocator, Page } from 'playwright-core';

/** The rules of axe: all of WCAG 2.2 A and AA, and what its makers call best practice. */
const PROGRAM = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Fails when axe finds something in a page that keeps people out, and says what and where. */
export async function assertAccessible(page: Page | Frame, state: string): Promise<void> {
  // The page's own policy lets no foreign script in, so it comes as the debugger's do.
  await page.evaluate(await PROGRAM);
  // It need not fetch the style sheets again, which the policy forbids too.
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run(document, { preload: false })');
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${id} (${help}) at ${target.join(' ')}: ${why}`;
    }),
  );
  assert.deepEqual(found, [], state);
  assert.ok(passes.length > 10, `${state}: axe looked at nothing`);
}

/** The frame that a locator of it stands for. */
export async function frameOf(locator: FrameLocator): Promise<Frame> {
  const owner = await (await locator.locator('html').elementHandle())?.ownerFrame();
  assert.ok(owner);
  return owner;
}
