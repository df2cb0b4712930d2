import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KnownFolder, Turns } from '../../../src/run/watch/knownFolder.ts';
import { reportOf } from '../webview/reportLiteral.ts';

const change = (path: string) => ({ path, album: path.split('/')[0] ?? '', name: path, kind: 'changed' }) as const;

function scene() {
  const said: string[] = [];
  const known = new KnownFolder(new Turns(), {
    changed: (count) => said.push(`changed ${count}`),
    missing: (roots) => said.push(`missing ${roots.join(' ')}`),
    back: () => said.push('back'),
    waiting: (why) => said.push(`waits ${why}`),
  });
  const text = (): string => [...known.items()].map(({ path, outcome }) => `${path ?? ''} ${outcome}`).join('\n');
  return { said, known, text };
}

describe('what a watching knows of a folder', () => {
  test('is what the last previews found in each album', () => {
    const { known, text } = scene();
    known.previewed(reportOf('Rome/a.jpg SAME SILENT silent\nOslo/b.jpg SAME SILENT silent'), undefined);
    known.previewed(reportOf('Rome/c.jpg LOCAL_ONLY UPLOAD_LOCAL planned'), ['Rome']);
    assert.equal(text(), 'Oslo/b.jpg silent\nRome/c.jpg planned');
  });

  test('is not what came while a sync was on, so that it is looked at again', () => {
    const { known, text } = scene();
    known.previewed(reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL planned'), undefined);
    known.synced(
      reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done\nRome/b.jpg LOCAL_ONLY UPLOAD_LOCAL skipped E_NOT_REVIEWED x'),
    );
    assert.equal(text(), 'Rome/a.jpg done');
  });

  test('is nothing where a run was refused', () => {
    const { known, text } = scene();
    known.previewed({ ...reportOf(''), problems: [{ code: 'E_SIGN_IN', message: '' }] }, undefined);
    assert.deepEqual([known.isCompared, text()], [false, '']);
  });

  test('is said where it is news', () => {
    const { known, said } = scene();
    const paths = new Set(['Rome']);
    known.note(paths, { changes: [change('Rome/a.jpg')], missingRoots: [] });
    known.note(new Set(['Oslo']), { changes: [change('Oslo/b.jpg')], missingRoots: [] });
    known.note(paths, { changes: [], missingRoots: ['Rome'] });
    known.note(paths, { changes: [], missingRoots: ['Rome'] });
    known.note(paths, { changes: [], missingRoots: [] });
    known.note(paths, { changes: [], missingRoots: [] });
    for (const why of ['battery', 'battery', undefined, 'battery'] as const) known.noteWaiting(why);
    assert.deepEqual(said, ['changed 1', 'changed 2', 'missing Rome', 'back', 'waits battery', 'waits battery']);
  });
});

describe('turns', () => {
  test('come one after the other, also after one that fails', async () => {
    const turns = new Turns();
    const told: string[] = [];
    turns.listen(() => told.push(turns.isRunning ? 'begins' : 'ends'));
    const failed = turns.take(() => Promise.reject(new Error('lost')));
    void turns.take(async () => told.push('works'));
    await assert.rejects(failed, /lost/);
    await turns.ended();
    assert.deepEqual(told, ['begins', 'ends', 'begins', 'works', 'ends']);
  });
});
