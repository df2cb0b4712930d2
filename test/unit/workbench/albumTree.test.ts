import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LocalChange } from '../../../src/engine/changes/localChanges.ts';
import type { Problem } from '../../../src/engine/model.ts';
import { FolderState, type FolderRef } from '../../../src/workbench/runs/folderState.ts';
import {
  albumNodes,
  hasRefusedDeletions,
  itemNodes,
  pendingItems,
  rootNodes,
  type TreeNode,
} from '../../../src/workbench/tree/albumNodes.ts';
import { tally, totalsOf } from '../../../src/webview/sentences.ts';
import { viewState } from '../../../src/workbench/viewState.ts';
import { english } from '../webview/englishWords.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';

/** The whole tree as text: two spaces a level, the label, and after two more spaces the description. */
function treeText(folders: readonly FolderState[]): string {
  const lines = (nodes: readonly TreeNode[], level: number): string[] =>
    nodes.flatMap((node) => [
      `${'  '.repeat(level)}${node.label}  ${node.description}`.trimEnd(),
      ...lines(children(node, folders), level + 1),
    ]);
  return lines(rootNodes(folders, english), 0).join('\n');
}

function children({ about }: TreeNode, folders: readonly FolderState[]): readonly TreeNode[] {
  if (about.kind === 'album') return itemNodes(about.folder, about.album, english);
  const state = about.kind === 'folder' ? folders.find(({ folder }) => folder === about.folder) : undefined;
  return state === undefined ? [] : albumNodes(state, english);
}

/** What the menus know of the items of an album. */
function contextsOf(state: FolderState, album: string): readonly string[] {
  const node = rootNodes([state], english).find(({ label }) => label === album);
  return node === undefined ? [] : children(node, [state]).map(({ context }) => context);
}

function folder(name: string): FolderRef {
  return { key: `file:///${name}`, name, path: `/${name}` };
}

function compared(items: string, name = 'photos'): FolderState {
  const state = new FolderState(folder(name));
  state.finish(reportOf(items), undefined);
  return state;
}

describe('the album tree', () => {
  it('shows albums and their items, in the order of their names, with what will happen', () => {
    const state = compared(`
      Rome/a10.jpg LOCAL_ONLY:new UPLOAD_LOCAL planned
      Rome/a9.jpg SAME SILENT silent
      Norway/fjord.jpg DIFFERENT:bothChanged REPORT reported
    `);
    assert.equal(
      treeText([state]),
      `Norway  1 to look at
  fjord.jpg  only reported · DIFFERENT
Rome  1 to upload · 1 in step
  a9.jpg  SAME
  a10.jpg  would upload · LOCAL_ONLY`,
    );
  });

  it('has a level for the workspace folders when there are several', () => {
    const states = [
      compared('Birthday/cake.jpg LOCAL_ONLY UPLOAD_LOCAL planned', 'Family'),
      compared('Norway/fjord.jpg SAME SILENT silent', 'Travel'),
    ];
    assert.equal(
      treeText(states),
      `Family  1 to upload
  Birthday  1 to upload
    cake.jpg  would upload · LOCAL_ONLY
Travel  1 in step
  Norway  1 in step
    fjord.jpg  SAME`,
    );
  });

  it('follows a sync item by item', () => {
    const state = compared(`
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned
    `);
    for (const item of itemsOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done')) state.put(item);
    assert.equal(
      treeText([state]),
      `Rome  1 to upload · 1 uploaded
  a.jpg  uploaded · LOCAL_ONLY
  b.jpg  would upload · LOCAL_ONLY`,
    );
  });

  it('changes only the albums that a run worked on', () => {
    const state = compared(`
      Norway/fjord.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
    `);
    state.finish(reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done', { kind: 'sync' }), ['Rome']);
    assert.equal(
      treeText([state]),
      `Norway  1 to upload
  fjord.jpg  would upload · LOCAL_ONLY
Rome  1 uploaded
  a.jpg  uploaded · LOCAL_ONLY`,
    );
  });

  it('knows whether it has seen all albums', () => {
    const state = new FolderState(folder('photos'));
    assert.equal(state.isPart, false);
    state.finish(reportOf('Rome/a.jpg SAME SILENT silent'), ['Rome']);
    assert.equal(state.isPart, true);
    state.finish(reportOf('Rome/a.jpg SAME SILENT silent'), undefined);
    state.finish(reportOf('Rome/a.jpg SAME SILENT silent'), ['Rome']);
    assert.equal(state.isPart, false);
  });

  it('keeps what it knew when a run was refused because another one is on', () => {
    const state = compared('Rome/a.jpg SAME SILENT silent');
    state.finish(reportOf('', { problems: [{ code: 'E_LOCKED', message: 'Another run.' }] }), undefined);
    assert.equal(treeText([state]), 'Rome  1 in step\n  a.jpg  SAME');
    assert.equal(state.stopped, true);
  });

  it('shows both files of a collision', () => {
    const state = compared(`
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/a.jpg LOCAL_ONLY REPORT skipped E_NAME_COLLISION Two files have one name
    `);
    assert.equal(
      treeText([state]),
      `Rome  1 to upload · 1 skipped
  a.jpg  would upload · LOCAL_ONLY
  a.jpg  left alone: skipped · LOCAL_ONLY`,
    );
  });

  it('shows the first 2,000 items of a huge album and says how many more there are', () => {
    const items = Array.from({ length: 2500 }, (_, n) => `Rome/${String(n)}.jpg SAME SILENT silent`).join('\n');
    assert.equal(
      treeText([compared(items)])
        .split('\n')
        .at(-1),
      '  500 more in the report',
    );
  });

  it('gives every line its own id, the same one in every run', () => {
    const items = `
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/a.jpg LOCAL_ONLY REPORT skipped E_NAME_COLLISION Two files have one name
      Norway/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
    `;
    const ids = (state: FolderState): string[] =>
      rootNodes([state], english).flatMap((node) => [node.id, ...children(node, [state]).map((child) => child.id)]);
    assert.equal(new Set(ids(compared(items))).size, 5);
    assert.deepEqual(ids(compared(items)), ids(compared(items)));
  });

  it('shows what changed since the comparison, and no longer what was found of it', () => {
    const state = compared(`
      Rome/a.jpg SAME SILENT silent
      Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL planned
    `);
    const change = (path: string, kind: LocalChange['kind']): LocalChange => {
      const [album = '', name = ''] = path.split('/');
      return { path, album, name, kind };
    };
    const changes = [change('Rome/a.jpg', 'changed'), change('Rome/aa.jpg', 'added'), change('Oslo/c.jpg', 'added')];
    state.note(new Set(['Rome', 'Oslo']), { changes, missingRoots: [] });
    assert.equal(
      treeText([state]),
      `Oslo  1 changed
  c.jpg  new, not compared yet
Rome  2 changed · 1 to upload
  a.jpg  changed, not compared yet
  aa.jpg  new, not compared yet
  b.jpg  would upload · LOCAL_ONLY`,
    );
    // Of a file that is gone no menu offers to open it.
    assert.deepEqual(contextsOf(state, 'Rome'), ['item local', 'item local', 'item local']);
    state.note(new Set(['Rome/b.jpg']), { changes: [change('Rome/b.jpg', 'gone')], missingRoots: [] });
    assert.deepEqual(contextsOf(state, 'Rome'), ['item local', 'item local', 'item']);
    state.note(new Set(['Rome/b.jpg']), { changes: [], missingRoots: [] });
    state.note(new Set(['Rome/a.jpg']), { changes: [], missingRoots: [] });
    state.finish(reportOf('Oslo/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned'), ['Oslo']);
    assert.equal(
      treeText([state]),
      `Oslo  1 to upload
  c.jpg  would upload · LOCAL_ONLY
Rome  1 changed · 1 to upload · 1 in step
  a.jpg  SAME
  aa.jpg  new, not compared yet
  b.jpg  would upload · LOCAL_ONLY`,
    );
  });

  it('knows of a missing photo folder until a run has come to its end', () => {
    const state = compared('Rome/a.jpg SAME SILENT silent');
    state.note('many', { changes: [], missingRoots: ['photos'] });
    const stop = { problems: [{ code: 'E_ROOT_EMPTY', message: 'Empty.' }] } as const;
    state.finish(reportOf('Rome/a.jpg SAME SILENT silent', stop), undefined);
    assert.deepEqual(state.missingRoots, ['photos']);
    state.finish(reportOf('@Rome/a.jpg REMOTE_ONLY DELETE_REMOTE done', { kind: 'sync' }), undefined);
    assert.deepEqual(state.missingRoots, []);
  });

  it('says in words what icons and colours say', () => {
    const state = compared('Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL failed E_FILE_EMPTY The file is empty.');
    const [album] = rootNodes([state], english);
    assert.ok(album);
    assert.equal(album.spoken, 'Rome, 1 failed');
    assert.equal(
      children(album, [state])[0]?.spoken,
      'a.jpg, LOCAL_ONLY (new), Only in the folder, upload: failed, The file is empty.',
    );
  });

  it('counts on its badge what a sync has still to do', () => {
    const state = compared(`
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/b.jpg LOCAL_ONLY UPLOAD_LOCAL failed
      Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL cancelled
      Rome/d.jpg DIFFERENT REPORT reported
      Rome/e.jpg SAME SILENT silent
    `);
    assert.equal(pendingItems([state]), 3);
  });
});

describe('the counts of a window', () => {
  it('follow every item, whatever a run does', () => {
    const state = compared(`
      Norway/fjord.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned
      Rome/a.jpg LOCAL_ONLY REPORT skipped E_NAME_COLLISION Two files have one name
      Rome/b.jpg DIFFERENT REPORT reported
    `);
    const check = (): void => {
      const { tally: counted } = state;
      const { totals, items } = state.report();
      assert.deepEqual(new Map([...counted].sort()), new Map([...tally(state.items())].sort()));
      assert.deepEqual(totals, totalsOf(items, totals));
    };
    check();
    for (const item of itemsOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done\nRome/c.jpg LOCAL_ONLY UPLOAD_LOCAL failed')) {
      state.put(item);
      check();
    }
    state.finish(reportOf('Rome/b.jpg SAME SILENT silent', { kind: 'sync' }), ['Rome']);
    check();
    state.finish(reportOf('Oslo/a.jpg SAME SILENT silent'), undefined);
    check();
    assert.deepEqual([...state.tally], [['SILENT silent', 1]]);
  });

  it('tell how things stand without a visit to every item', () => {
    let visits = 0;
    const state = new FolderState(folder('photos'));
    const plain = itemsOf(
      Array.from({ length: 300 }, (_, n) => `Rome/${n}.jpg LOCAL_ONLY UPLOAD_LOCAL planned`).join('\n'),
    );
    const items = plain.map((item) => ({
      ...item,
      get outcome() {
        visits++;
        return item.outcome;
      },
    }));
    state.finish({ ...reportOf(''), items }, undefined);
    const counted = visits;
    for (const item of itemsOf('Rome/7.jpg LOCAL_ONLY UPLOAD_LOCAL done')) state.put(item);
    assert.equal(visits - counted, 1, 'the item that is replaced');
    rootNodes([state], english);
    assert.equal(pendingItems([state]), 299);
    assert.equal(hasRefusedDeletions([state]), false);
    assert.equal(visits - counted, 1);
  });
});

describe('what the empty tree says', () => {
  const setting: Problem = { code: 'E_SETTINGS', message: 'Bad mode.', setting: 'albumSync.mode' };
  const signIn: Problem = { code: 'E_SIGN_IN', message: 'Nobody.' };
  const locked: Problem = { code: 'E_LOCKED', message: 'Another run.' };
  const cases: readonly [what: string, state: FolderState, isRunning: boolean, says: string][] = [
    ['before the first run', new FolderState(folder('photos')), false, 'notCompared'],
    ['during the first run', new FolderState(folder('photos')), true, 'comparing'],
    ['when there are no photos', compared(''), false, 'noPhotos'],
    ['when a setting is wrong', stopped(setting), false, 'settingProblem'],
    ['when nobody is signed in', stopped(signIn), false, 'signedOut'],
    ['when the run was stopped', stopped(locked), false, 'stopped'],
    ['when there are albums', compared('Rome/a.jpg SAME SILENT silent'), true, 'albums'],
  ];
  for (const [what, state, isRunning, says] of cases) {
    it(`${what}: ${says}`, () => assert.equal(viewState([state], isRunning), says));
  }
});

function stopped(problem: Problem): FolderState {
  const state = new FolderState(folder('photos'));
  state.finish(reportOf('', { problems: [problem] }), undefined);
  return state;
}
