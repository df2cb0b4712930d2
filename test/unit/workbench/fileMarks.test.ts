import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FileMarks } from '../../../src/workbench/decorations/fileMarks.ts';
import { itemsOf } from '../webview/reportLiteral.ts';

const FOLDER = 'file:///photos';

describe('the mark of a file', () => {
  const cases: readonly [item: string, mark: string | undefined][] = [
    ['LOCAL_ONLY UPLOAD_LOCAL planned', 'notOnTheWeb'],
    ['LOCAL_ONLY UPLOAD_LOCAL failed', 'notOnTheWeb'],
    ['LOCAL_ONLY UPLOAD_LOCAL cancelled', 'notOnTheWeb'],
    ['LOCAL_ONLY REPORT reported', 'notOnTheWeb'],
    ['LOCAL_ONLY UPLOAD_LOCAL done', undefined],
    ['LOCAL_ONLY SILENT silent', undefined],
    ['LOCAL_ONLY REPORT skipped', undefined],
    ['REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL planned', 'olderOnTheWeb'],
    ['REMOTE_OLDER REPLACE_REMOTE_WITH_LOCAL done', undefined],
    ['DIFFERENT REPORT reported', undefined],
    ['SAME SILENT silent', undefined],
  ];
  for (const [item, mark] of cases)
    it(`${item}: ${mark ?? 'none'}`, () => {
      const marks = new FileMarks();
      const [found] = itemsOf(`Rome/a.jpg ${item}`);
      assert.ok(found?.path);
      marks.put(FOLDER, [found]);
      assert.equal(marks.of(FOLDER, found.path), mark);
      assert.equal(marks.of('file:///other', found.path), undefined);
    });
});

describe('what looks different', () => {
  const both = itemsOf(`
    Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
    Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned
  `);
  const [a, b] = both.map(({ path }) => path);

  it('after a sync of one file: that file', () => {
    const marks = new FileMarks();
    assert.deepEqual(marks.put(FOLDER, both), [a, b]);
    assert.deepEqual(marks.put(FOLDER, itemsOf('Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL done')), [b]);
    assert.deepEqual(marks.put(FOLDER, itemsOf('Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL done')), []);
  });

  it('after a new comparison: what came, and what is gone', () => {
    const marks = new FileMarks();
    marks.replace(FOLDER, both);
    assert.deepEqual(marks.replace(FOLDER, both), []);
    const next = itemsOf(`
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned
    `);
    assert.deepEqual(marks.replace(FOLDER, next), [b, next[1]?.path]);
  });
});
