import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionPorts } from '../../../src/engine/apply/actionPorts.ts';
import { maySendTogether, sendTogether } from '../../../src/engine/apply/sendTogether.ts';
import { problem } from '../../../src/engine/errors.ts';
import type { BaseItem, LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import type { PlannedItem } from '../../../src/engine/plan/model.ts';
import type { Upload } from '../../../src/engine/ports/albumService.ts';
import { fail, ok, type Result } from '../../../src/engine/result.ts';

const HASH = 'sha256:aa';

function planned(name: string, rest: Partial<PlannedItem> = {}): PlannedItem {
  const local: LocalItem = {
    ...{ album: 'Trip', path: name, root: '.', pathInRoot: name, name, size: 1, modifiedMs: 5, capture: {} },
    type: { kind: 'photo', mime: 'image/jpeg' },
  };
  const item = {
    album: 'Trip',
    name,
    event: 'LOCAL_ONLY',
    action: 'UPLOAD_LOCAL',
    outcome: 'planned',
    sides: { local },
  };
  return { ...item, ...rest } as PlannedItem;
}

function stored({ details: { name, facts } }: Upload): Result<RemoteItem> {
  return ok({ id: `Trip/${name}`, albumId: 'Trip', name, size: facts.size, modifiedMs: 5, hash: HASH });
}

/** Ports that write down what they are asked; `answer` is what the service says of each photo. */
function ports({
  answer = stored,
  gone = [],
  refuses = false,
  onSent,
}: {
  readonly answer?: (upload: Upload) => Result<RemoteItem>;
  readonly gone?: readonly string[];
  readonly refuses?: boolean;
  readonly onSent?: (asked: string[]) => void;
} = {}) {
  const asked: string[] = [];
  const source = { size: 1, async *stream() {}, verify: async () => ok() };
  const ledger = {
    rememberItem: ({ name, local }: BaseItem) =>
      void asked.push(`remember ${name} ${local.hash ?? '?'} at ${local.modifiedMs}`),
    rememberStep: () => undefined,
    commit: () => undefined,
  };
  const made = {
    ledger,
    hashFirst: false,
    signal: new AbortController().signal,
    turn: { onSent: () => onSent?.(asked) },
    places: { hadBefore: () => false },
    files: {
      open: async ({ path }: LocalItem) => {
        asked.push(`open ${path}`);
        return gone.includes(path) ? fail(problem('E_SOURCE_CHANGED')) : ok(source);
      },
      sourceOf: () => source,
      learnHash: ({ path }: LocalItem) => void asked.push(`learn ${path}`),
    },
    service: {
      async uploadTogether(_album: unknown, uploads: readonly Upload[]) {
        asked.push(`send ${uploads.map(({ details }) => details.name).join(' ')}`);
        return uploads.map(answer);
      },
    },
    albumFor: async (_item: PlannedItem, onSent?: () => void) => {
      onSent?.();
      asked.push('album');
      return ok({ id: 'Trip', title: 'Trip' });
    },
    async record(write: (into: typeof ledger) => void) {
      if (refuses) throw new Error('The ledger is full');
      write(ledger);
      asked.push('commit');
    },
  };
  return { asked, ports: made as unknown as ActionPorts };
}

function ends(results: readonly Result<unknown>[]): readonly string[] {
  return results.map((each) => (each.ok ? 'done' : each.problem.code));
}

test('photos are sent with one call, and remembered with one commit', async () => {
  const { asked, ports: given } = ports();
  assert.deepEqual(
    ends(
      await sendTogether(
        ['a', 'b', 'c'].map((name) => planned(name)),
        given,
      ),
    ),
    ['done', 'done', 'done'],
  );
  assert.deepEqual(asked, [
    ...['open a', 'album', 'send a b c'],
    ...['learn a', 'learn b', 'learn c'],
    ...['a', 'b', 'c'].map((name) => `remember ${name} ${HASH} at 5`),
    'commit',
  ]);
});

test('each has its own answer, and what is not as it was sent is remembered as such', async () => {
  const { asked, ports: given } = ports({
    answer(upload) {
      if (upload.details.name === 'a') return fail(problem('E_FILE_UNREADABLE'));
      const sent = stored(upload);
      return upload.details.name === 'b' && sent.ok ? ok({ ...sent.value, size: 7 }) : sent;
    },
  });
  const results = await sendTogether(
    ['a', 'b', 'c'].map((name) => planned(name)),
    given,
  );
  assert.deepEqual(ends(results), ['E_FILE_UNREADABLE', 'E_VERIFY', 'done']);
  assert.deepEqual(asked.slice(3), ['remember b ? at 0', 'learn c', `remember c ${HASH} at 5`, 'commit']);
});

test('others may begin while an album is made', async () => {
  const { asked, ports: given } = ports({ onSent: (before) => void before.push('room') });
  await sendTogether([planned('a'), planned('b')], given);
  assert.deepEqual(asked.slice(0, 4), ['open a', 'room', 'album', 'send a b']);
});

test('no album is made for photos that are gone', async () => {
  const some = ports({ gone: ['a', 'b'] });
  assert.deepEqual(ends(await sendTogether([planned('a'), planned('b')], some.ports)), [
    'E_SOURCE_CHANGED',
    'E_SOURCE_CHANGED',
  ]);
  assert.ok(!some.asked.includes('album'));
  const all = ports({ gone: ['a'] });
  assert.deepEqual(ends(await sendTogether([planned('a'), planned('b')], all.ports)), ['E_SOURCE_CHANGED', 'done']);
});

test('what the ledger does not take is not done', async () => {
  const { ports: given } = ports({ refuses: true });
  assert.deepEqual(ends(await sendTogether([planned('a'), planned('b')], given)), ['E_DISK_FULL', 'E_DISK_FULL']);
});

const local = planned('a').sides.local as LocalItem;
const MAY: readonly (readonly [what: string, item: PlannedItem, hashFirst: boolean, may: boolean])[] = [
  ['a new photo', planned('a'), false, true],
  [
    'one of which nobody knows what it says of itself',
    planned('a', { sides: { local: { ...local, capture: undefined } } }),
    false,
    false,
  ],
  ['one that is to be hashed before', planned('a'), true, false],
  ['one that was hashed before', planned('a', { sides: { local: { ...local, hash: HASH } } }), true, true],
  ['one that takes the place of another', planned('a', { action: 'REPLACE_REMOTE_WITH_LOCAL' }), false, false],
  [
    'one that is there under another name',
    planned('a', { movedFrom: {} as NonNullable<PlannedItem['movedFrom']> }),
    false,
    false,
  ],
];

for (const [what, item, hashFirst, may] of MAY) {
  test(`${what} ${may ? 'may go' : 'does not go'} together with others`, () => {
    assert.equal(maySendTogether(item, { hashFirst }), may);
  });
}
