import assert from 'node:assert/strict';
import { packItems } from '../../src/webview/packedItems.ts';
import type { Words } from '../../src/webview/words.ts';
import { english } from '../unit/webview/englishWords.ts';
import { reportOf } from '../unit/webview/reportLiteral.ts';
import { pageTest, viewOf } from './reportScene.ts';

pageTest(
  'a run that is on shows its progress, moves rows on and can be cancelled',
  async ({ page, show, sent, tell }) => {
    const view = viewOf(reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned'));
    const run = { status: 'running', kind: 'sync', phase: 'apply', done: 12, total: 40, label: 'Rome' } as const;
    // How much there is to list nobody knows: a bar wanders, unless somebody does not want to see things move.
    await show({ ...view, run: { ...run, phase: 'list', total: undefined } });
    await page.getByText('Reading the web albums · 12 · Rome').waitFor();
    assert.equal(await page.evaluate(() => document.getAnimations().length), 1);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await page.locator('.bar.unknown').waitFor();

    await show({ ...view, run });
    await page.getByText('Syncing · 12 of 40 · Rome').waitFor();
    assert.equal(await page.getByRole('progressbar').getAttribute('aria-valuenow'), '12');

    const { items } = reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done');
    await tell({ type: 'items', folder: 'file:///photos', items: packItems(items) });
    await page.getByRole('row', { name: /a\.jpg.*uploaded/ }).waitFor();

    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.deepEqual(await sent(), [{ type: 'ready' }, { type: 'cancel' }]);
  },
);

pageTest('what failed can be tried again, one row or all of them', async ({ page, show, sent }) => {
  const view = viewOf(
    reportOf(
      `Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_UNREACHABLE No answer
       Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL failed E_TARGET_CHANGED Changed
       Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL cancelled
       Rome/d.jpg LOCAL_ONLY UPLOAD_LOCAL done`,
      { kind: 'sync' },
    ),
  );
  await show(view);
  await page.getByRole('button', { name: 'Retry: a.jpg' }).click();
  await page.getByRole('button', { name: 'Retry 2 Items' }).click();
  assert.equal(await page.getByRole('button', { name: /^Retry: / }).count(), 2);
  assert.deepEqual((await sent()).slice(1), [
    { type: 'retry', row: { folder: 'file:///photos', item: { album: 'Rome', name: 'a.jpg', path: 'Rome/a.jpg' } } },
    { type: 'retry' },
  ]);

  // German words are long, and the button is of more use than the end of the word.
  const german: Words = {
    ...english,
    page: { ...english.page, retry: 'Wiederholen' },
    outcomes: { ...english.outcomes, failed: 'fehlgeschlagen' },
  };
  await show({ ...view, words: german });
  const retries = page.getByRole('button', { name: /^Wiederholen: / });
  await retries.first().waitFor();
  for (const width of [900, 740, 400]) {
    await page.setViewportSize({ width, height: 600 });
    assert.deepEqual(await retries.evaluateAll(notWholeIn, '.outcome-cell'), [], `${width} pixels`);
  }
});

pageTest('a problem leads to its setting, to its file and to the sign-in', async ({ page, show, sent }) => {
  const problems = [
    { code: 'E_SIGN_IN', message: 'Nobody is signed in.' },
    { code: 'E_SETTINGS', message: 'There is no mode "sideways".', setting: 'albumSync.mode' },
    { code: 'E_FILE_EMPTY', message: 'Rome/a.jpg has no content.', path: 'Rome/a.jpg' },
  ] as const;
  await show(viewOf(reportOf('', { problems }), true));
  await page.getByRole('heading', { name: 'Nothing was changed' }).waitFor();
  await page.getByRole('button', { name: 'Open Setting' }).click();
  await page.getByRole('button', { name: 'Open Rome/a.jpg' }).click();
  await page.getByRole('button', { name: 'Sign In' }).click();
  const folder = 'file:///photos';
  assert.deepEqual((await sent()).slice(1), [
    { type: 'openSetting', folder, setting: 'albumSync.mode' },
    { type: 'openFile', folder, path: 'Rome/a.jpg' },
    { type: 'signIn', service: 'gallery' },
  ]);
});

/** Runs in the page: what reaches out of the place that it is in. */
function notWholeIn(elements: readonly Element[], place: string): readonly string[] {
  const right = (element: Element | null): number => element?.getBoundingClientRect().right ?? 0;
  return elements.filter((each) => right(each) > right(each.closest(place))).map((each) => each.ariaLabel ?? '');
}
