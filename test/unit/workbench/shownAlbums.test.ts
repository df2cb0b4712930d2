import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FolderState, type FolderRef } from '../../../src/workbench/runs/folderState.ts';
import { albumNodes, currentNode, type TreeNode } from '../../../src/workbench/tree/albumNodes.ts';
import { ShownAlbums } from '../../../src/workbench/tree/shownAlbums.ts';
import { english } from '../webview/englishWords.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';

const family: FolderRef = { key: 'file:///family', name: 'Family', path: '/family' };
const travel: FolderRef = { key: 'file:///travel', name: 'Travel', path: '/travel' };

const ALBUMS = 2_000;

/** A tree of many albums with one photo each to upload, as it was drawn. */
function drawn(folder = family): { state: FolderState; nodes: readonly TreeNode[]; shown: ShownAlbums } {
  const state = new FolderState(folder);
  const lines = Array.from({ length: ALBUMS }, (_, n) => `A${String(n)}/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned`);
  state.finish(reportOf(lines.join('\n')), undefined);
  const nodes = albumNodes(state, english);
  const shown = new ShownAlbums();
  shown.show(nodes);
  return { state, nodes, shown };
}

const done = (album: string, name = 'a.jpg') => itemsOf(`${album}/${name} LOCAL_ONLY UPLOAD_LOCAL done`);

describe('while items come in, the tree draws', () => {
  const table: readonly (readonly [what: string, touched: readonly string[], drawn: readonly string[] | 'all'])[] = [
    ['only the albums of these items', ['A3', 'A1999', 'A40'], ['A3', 'A1999', 'A40']],
    ['an album once, however many of its items came', ['A3', 'A3', 'A3'], ['A3']],
    ['all of it when an album came that has no line yet', ['A3', 'New'], 'all'],
    ['nothing when nothing came', [], []],
  ];
  for (const [what, touched, expected] of table)
    it(what, () => {
      const { nodes, shown } = drawn();
      for (const album of touched) shown.touch(family, done(album));
      const taken = shown.take();
      assert.deepEqual(taken === 'all' ? taken : taken.map(({ label }) => label), expected);
      // The editor knows a line by its object, and nothing else keeps what is selected.
      assert.ok(taken === 'all' || taken.every((node) => nodes.includes(node)));
      assert.deepEqual(shown.take(), []);
    });

  it('these lines as they are now, and the others as they were made', () => {
    const { state, nodes, shown } = drawn();
    const items = done('A3');
    for (const item of items) state.put(item);
    shown.touch(family, items);
    const [line = assert.fail()] = shown.take();
    assert.notEqual(line, 'all');
    const now = currentNode(line as TreeNode, state, english);
    assert.deepEqual([now.id, now.description], [(line as TreeNode).id, '1 uploaded']);
    assert.equal(nodes.filter((node) => shown.isOutdated(node)).length, 1);
  });

  it('no album of another workspace folder that has the same name', () => {
    const { shown } = drawn();
    shown.touch(travel, done('A3'));
    assert.equal(shown.take(), 'all');
  });

  it('all of it again after it was drawn whole', () => {
    const { shown } = drawn();
    shown.touch(family, done('A3'));
    shown.clear();
    assert.deepEqual(shown.take(), []);
    shown.touch(family, done('A3'));
    assert.equal(shown.take(), 'all');
  });
});
