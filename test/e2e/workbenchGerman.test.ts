import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { assertAccessible, frameOf } from '../harness/accessibility.ts';
import { ask } from '../harness/window/commandPalette.ts';
import { cutOff as cutOffChoices } from '../harness/window/quickPick.ts';
import { windowTest } from '../harness/window/windowTest.ts';
import { untilShown } from './reportTable.ts';

const content = {
  'Italien/Rom/forum.jpg': { colour: 'peru' },
  'Italien/Rom/tiber.jpg': { colour: 'seagreen' },
  'Norwegen/fjord.jpg': { colour: 'steelblue' },
  'Norwegen/leer.jpg': '',
} as const;

// What a screen of 1600 by 1200 pixels has room for at 200 %.
const viewport = { width: 800, height: 600 };

const look = { content, viewport, language: 'de' } as const;

windowTest('a German plan is changed and applied by keys, at 200 %', look, async ({ window }) => {
  const { page } = window;
  await window.runCommand('Album Sync: Vorschau');
  const report = window.reportFrame();
  await untilShown(report, '4 von 4 angezeigt');
  const frame = await frameOf(report);
  await assertAccessible(frame, 'a plan in German');
  assert.deepEqual(await cutOff(frame), []);
  await window.screenshot('workbench-german-dark-800');

  const toTable = await pressUntil('Norwegen1 fehlgeschlagen', 'Tab', page, frame);
  const onTheWay = [...toTable, ...(await pressUntil('fjord.jpg', 'ArrowDown', page, frame))];
  assert.deepEqual(
    onTheWay.filter(({ name, outline }) => name === '' || outline === 'none'),
    [],
  );
  await page.keyboard.press('Tab');
  assert.equal((await focused(frame)).name, 'Aktion für fjord.jpg');
  await page.keyboard.press('ArrowDown');
  await report.getByText('1 geändert').waitFor();
  await pressUntil('2 Änderungen anwenden', 'Shift+Tab', page, frame);
  await page.keyboard.press('Enter');
  await report.getByRole('heading', { name: 'Synchronisieren' }).waitFor();
  await report.getByText('1 fehlgeschlagen · 2 hochgeladen · 1 übersprungen').waitFor();
  await page.locator('.statusbar').getByText('1 nicht synchronisiert').waitFor();

  for (const question of ['Modus', 'Dienst']) {
    await ask(page, `Album Sync: ${question} auswählen…`, page.getByRole('option', { name: / · aktuell/ }));
    assert.deepEqual(await cutOffChoices(page), []);
    await window.screenshot(`workbench-german-${question}-dark-800`);
    await page.keyboard.press('Escape');
  }
});

/** What has the focus, as a screen reader names it, and whether a person sees that. */
interface Focus {
  readonly name: string;
  readonly outline: string;
}

/** Presses a key until the focus is on something whose name has that in it, and tells all that had it on the way. */
async function pressUntil(name: string, key: string, page: Page, frame: Frame): Promise<readonly Focus[]> {
  const way: Focus[] = [];
  while (way.at(-1)?.name.includes(name) !== true) {
    assert.ok(way.length < 60, `no way to ${name}: ${way.map((each) => each.name).join(', ')}`);
    await page.keyboard.press(key);
    way.push(await focused(frame));
  }
  return way;
}

async function focused(frame: Frame): Promise<Focus> {
  return frame.evaluate(() => {
    const at = document.activeElement ?? document.body;
    const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : undefined;
    const name = at.getAttribute('aria-label') ?? label ?? at.textContent;
    return { name, outline: getComputedStyle(at).outlineStyle };
  });
}

/** The buttons and headings whose words do not fit, or that reach out of the page. */
async function cutOff(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('h1, button, .clauses, .subtitle, .toggle, .shown')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
      .map((each) => each.textContent),
  );
}
