import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isGrave } from '../../../src/engine/plan/grave.ts';
import { wordsFor } from '../../../src/webview/words.ts';
import { graveText } from '../../../src/workbench/commands/graveWork.ts';
import { english } from '../webview/englishWords.ts';
import { itemsOf } from '../webview/reportLiteral.ts';

describe('work that a person is asked about', () => {
  const cases: readonly [item: string, isAsked: boolean][] = [
    ['LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned', true],
    ['REMOTE_ONLY:deletedLocally DELETE_REMOTE planned', true],
    ['DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL planned', true],
    ['DIFFERENT:bothChanged DOWNLOAD_REMOTE planned', true],
    ['DIFFERENT:bothChanged REPORT reported', false],
    ['REMOTE_ONLY:deletedLocally DELETE_REMOTE notPermitted', false],
    ['REMOTE_ONLY:deletedLocally DELETE_REMOTE done', false],
    ['DIFFERENT:localChanged REPLACE_REMOTE_WITH_LOCAL planned', false],
    ['LOCAL_ONLY:new UPLOAD_LOCAL planned', false],
  ];
  for (const [line, isAsked] of cases)
    it(`${line}: ${String(isAsked)}`, () => assert.deepEqual(itemsOf(`a/1.jpg ${line}`).map(isGrave), [isAsked]));
});

describe('the names behind the counts of a question', () => {
  const items = itemsOf(`
    Rome/a.jpg LOCAL_ONLY:deletedRemotely DELETE_LOCAL planned
    @Rome/b.jpg REMOTE_ONLY:deletedLocally DELETE_REMOTE planned
    Rome/c.jpg DIFFERENT:bothChanged REPLACE_REMOTE_WITH_LOCAL planned E_CONFLICT Rome/c.jpg. Both are kept.
    @Oslo/[d](command:x).jpg REMOTE_ONLY DELETE_REMOTE planned
  `);
  const emptied = items.slice(0, 1).map((item) => ({ ...item, name: '' }));
  const list = (onWeb: string): string => `1 to trash
  Rome/a.jpg

${onWeb}
  Rome/b.jpg
  Oslo/[d] (command:x).jpg

1 to replace: changed on both sides
  Rome/c.jpg. Both are kept.
`;
  const cases: readonly [what: string, of: typeof items, words: typeof english, text: string][] = [
    ['by what becomes of them', items, english, list('2 to delete on the web')],
    [
      'in the words of a service that keeps photos',
      items,
      wordsFor(english, { remove: 'fromAlbumOnly' }),
      list('2 to take out of albums'),
    ],
    ['an empty album', emptied, english, '1 to trash\n  Rome\n'],
    ['none', [], english, ''],
  ];
  for (const [what, of, words, text] of cases) it(what, () => assert.equal(graveText(of, words), text));
});
