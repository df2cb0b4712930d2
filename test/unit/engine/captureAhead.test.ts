import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureAhead } from '../../../src/engine/apply/captureAhead.ts';
import type { Action, LocalFile, LocalItem } from '../../../src/engine/model.ts';
import type { PlannedItem } from '../../../src/engine/plan/model.ts';

function planned(name: string, action: Action = 'UPLOAD_LOCAL'): PlannedItem & { readonly local: LocalItem } {
  const local: LocalItem = {
    ...{ album: 'Trip', path: name, root: '.', pathInRoot: name, name, size: 1, modifiedMs: 0 },
    type: { kind: 'photo', mime: 'image/jpeg' },
  };
  return {
    ...{ album: 'Trip', name, event: 'LOCAL_ONLY', action, outcome: 'planned', sides: { local }, local },
  } as PlannedItem & { readonly local: LocalItem };
}

/** What was asked of the photo folders, in their order. */
function folders() {
  const asked: string[] = [];
  const capture = async ({ path: name }: LocalFile) => {
    asked.push(name);
    if (name === 'damaged') throw new Error('damaged');
    return { caption: name };
  };
  return { asked, files: { capture } };
}

test('while one item is worked on, those of the next 128 are read, and each once', async () => {
  const { asked, files } = folders();
  const items = Array.from({ length: 140 }, (_, index) => planned(String(index)));
  const ahead = captureAhead(items, files, new AbortController().signal);
  const counts: number[] = [];
  const captions: unknown[] = [];
  for (const { sides } of ahead.items) {
    counts.push(asked.length);
    if (sides.local) captions.push((await ahead.captureOf(sides.local)).caption);
  }
  assert.deepEqual(
    counts,
    items.map((_, index) => Math.min(index + 128, 140)),
  );
  assert.deepEqual(
    captions,
    items.map(({ name }) => name),
  );
  assert.deepEqual(
    asked,
    items.map(({ name }) => name),
  );
});

test('only what is sent is read ahead; the others are read when they are asked for', async () => {
  const { asked, files } = folders();
  const items = [
    planned('new'),
    planned('changed', 'REPLACE_REMOTE_WITH_LOCAL'),
    planned('facts', 'UPDATE_REMOTE_METADATA'),
    planned('gone', 'DELETE_LOCAL'),
  ];
  const ahead = captureAhead(items, files, new AbortController().signal);
  assert.equal([...ahead.items].length, 4);
  assert.deepEqual(asked, ['new', 'changed']);
  for (const { local } of items) await ahead.captureOf(local);
  assert.deepEqual(asked, ['new', 'changed', 'facts', 'gone']);
});

test('nothing is read ahead after a cancel, and a failure that nobody asks for is heard by nobody', async () => {
  const { asked, files } = folders();
  const cancel = new AbortController();
  const items = [planned('damaged'), ...Array.from({ length: 140 }, (_, index) => planned(String(index)))];
  const ahead = captureAhead(items, files, cancel.signal);
  for (const { name } of ahead.items) if (name === 'damaged') cancel.abort();
  assert.equal(asked.length, 128);
});
