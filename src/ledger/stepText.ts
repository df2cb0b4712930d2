import type { MediaType, RemoteItem } from '../engine/model.ts';
import type { UndoStep } from '../engine/undo/model.ts';

/** A step, or `null` where it was forgotten. */
export type KeptStep = UndoStep | null;

/**
 * Steps as they are stored: of those that sent a new photo, which most are, only what each has for itself, since they are the
 * largest part of a ledger after a first sync.
 */
export function formatSteps(steps: readonly KeptStep[]): string {
  const shared: Shared[] = [];
  const written = steps.map((step) => (step && sentIn(step, shared)) ?? step);
  return JSON.stringify(shared.length > 0 ? ({ shared, steps: written } satisfies Packed) : written);
}

/** What `formatSteps` wrote. Before, each was written as it is; in version 5 of the tables, one step by itself. */
export function parseSteps(text: string): readonly KeptStep[] {
  const read = JSON.parse(text) as UndoStep | readonly KeptStep[] | Packed;
  if (Array.isArray(read)) return read as readonly KeptStep[];
  if (!('steps' in read)) return [read as UndoStep];
  return read.steps.map((step) => (Array.isArray(step) ? stepOf(step as Sent, read.shared) : (step as KeptStep)));
}

/** Several steps, and what some of them have in common. */
interface Packed {
  readonly shared: readonly Shared[];
  readonly steps: readonly (KeptStep | Sent)[];
}

/** What photos have in common that were sent from one folder to one album. */
interface Shared extends Pick<UndoStep, 'album' | 'event' | 'detail' | 'action'> {
  /** What stands before their names in their paths. */
  readonly before: string;
  readonly albumId: string;
  readonly type: MediaType | undefined;
}

/**
 * A photo that was sent, and what it shares with others. Its id is `null` where it is made of that of its album and its name;
 * what is not known of it is `null` too.
 */
type Sent = readonly [
  shared: number,
  name: string,
  id: string | null,
  size: number | null,
  modifiedMs: number | null,
  hash: string | null,
  capturedAt: string | null,
  others?: Partial<RemoteItem>,
];

/** @param shared what others have in common; what none of them has is added */
function sentIn(step: UndoStep, shared: Shared[]): Sent | undefined {
  const { album, name, path, event, detail, action, changes, before, ...more } = step;
  const [change, ...rest] = changes;
  if (change?.side !== 'remote' || change.did !== 'added' || rest.length > 0 || before || isAny(more)) return undefined;
  const { id, albumId, name: itemName, size, modifiedMs, hash, capturedAt, type, ...others } = change.item;
  if (itemName !== name || path?.endsWith(name) !== true) return undefined;
  const head = { album, event, detail, action, before: path.slice(0, path.length - name.length), albumId, type };
  const known = shared.findLastIndex((each) => isSame(each, head));
  const place = known < 0 ? shared.push(head) - 1 : known;
  const ownId = id === idOf(albumId, name) ? null : id;
  const facts = [ownId, size ?? null, modifiedMs ?? null, hash ?? null, capturedAt ?? null] as const;
  return isAny(others) ? [place, name, ...facts, others] : [place, name, ...facts];
}

function stepOf(sent: Sent, shared: readonly Shared[]): KeptStep {
  const [place, name, id, size, modifiedMs, hash, capturedAt, others] = sent;
  const head = shared[place];
  if (!head) return null;
  const { before, albumId, type, ...step } = head;
  const facts = { size: size ?? undefined, modifiedMs: modifiedMs ?? undefined, hash: hash ?? undefined };
  const capture = { capturedAt: capturedAt ?? undefined };
  const item = { id: id ?? idOf(albumId, name), albumId, name, ...facts, ...capture, type, ...others };
  return { ...step, name, path: before + name, changes: [{ side: 'remote', did: 'added', item }] };
}

function idOf(albumId: string, name: string): string {
  return `${albumId}/${name}`;
}

function isSame(a: Shared, b: Shared): boolean {
  return (
    a.before === b.before &&
    a.album === b.album &&
    a.albumId === b.albumId &&
    a.event === b.event &&
    a.detail === b.detail &&
    a.action === b.action &&
    a.type?.kind === b.type?.kind &&
    a.type?.mime === b.type?.mime
  );
}

function isAny(fields: object): boolean {
  return Object.values(fields).some((value) => value !== undefined);
}
