import type { BaseItem, CompareTest, ContentFacts, Detail, LocalItem, RemoteItem, SyncEvent } from './model.ts';

/** How two copies are told apart: `albumSync.compare` and `albumSync.dateTolerance`. */
export interface CompareRules {
  readonly tests: readonly CompareTest[];
  readonly toleranceMs: number;
}

/** What is known of one item on its three sides; at least one of local and remote is there, or the item is gone. */
export interface Sides {
  readonly local?: LocalItem | undefined;
  readonly remote?: RemoteItem | undefined;
  readonly base?: BaseItem | undefined;
}

/** What the comparison found about one item. */
export interface Finding {
  readonly event: SyncEvent;
  readonly detail?: Detail | undefined;
  /** The test that decided, where a test did. */
  readonly decidedBy?: CompareTest | undefined;
  /** Which sides differ from what the ledger remembers; both false without a base. */
  readonly changed: { readonly local: boolean; readonly remote: boolean };
}

/**
 * Compares the sides of one item. Total: every combination of sides and of missing facts has an event.
 * A file that stands on the disk but cannot be read is `UNKNOWN`, never `REMOTE_ONLY`: nobody deleted it.
 */
export function compareItem(sides: Sides, rules: CompareRules): Finding {
  const { local, remote, base } = sides;
  const changed = changedSinceBase(sides, rules);
  // A file at another path is another file, such as one whose name is spelled alike: it was never on the web.
  const isRemembered = base !== undefined && base.path === local?.path;
  if (local && !remote) return { event: 'LOCAL_ONLY', detail: isRemembered ? 'deletedRemotely' : 'new', changed };
  if (remote && !local) return { event: 'REMOTE_ONLY', detail: base ? 'deletedLocally' : 'new', changed };
  if (!local || !remote || local.obstacle) return { event: 'UNKNOWN', changed };
  // Whatever the service says of it, and whichever tests are chosen: it was seen to hold something else.
  if (isUnverified(remote, base)) return { event: 'DIFFERENT', detail: 'localChanged', changed };
  const { event, decidedBy } = comparePair(local, remoteFacts(remote, base), rules);
  if (event !== 'SAME' && base && wereUnlikeInStep(base) && !changed.local && !changed.remote)
    return { event: 'SAME', changed };
  const detail = event === 'REMOTE_OLDER' || event === 'DIFFERENT' ? changeDetail(base, changed) : undefined;
  return { event, detail, decidedBy, changed };
}

/** Whether the event depends on a hash of the local file that nobody has computed yet. */
export function wantsLocalHash({ local, remote, base }: Sides, rules: CompareRules): boolean {
  if (!local || local.hash !== undefined || local.obstacle) return false;
  if (!remote) return base !== undefined && touched(local, base.local, rules);
  const facts = remoteFacts(remote, base);
  if (isOtherSize(local, facts)) return base !== undefined && isToldByHash(local, base, rules);
  if (rules.tests.includes('hash') && facts.hash !== undefined) return true;
  if (base && touched(local, base.local, rules)) return base.local.hash !== undefined;
  return facts.hash !== undefined && rules.tests.includes('date') && isOlder(facts, local, rules);
}

/**
 * Stands in the ledger for the hash of a web copy that was stored otherwise than it was sent. What the service says of it,
 * such as the facts of an original that it was told of, is not believed until the content is sent again.
 */
export const UNVERIFIED = 'sha256:unverified';

function isUnverified({ id, size, modifiedMs }: RemoteItem, base: BaseItem | undefined): boolean {
  if (base?.remoteId !== id || base.remote.hash !== UNVERIFIED) return false;
  return !isSeenChanged({ size, modifiedMs }, base.remote);
}

/** What the service says of an item, completed by what the ledger knows of the same item while it is as it was. */
export function remoteFacts(remote: RemoteItem, base: BaseItem | undefined): ContentFacts {
  const remembered = base?.remoteId === remote.id && !isSeenChanged(remote, base.remote) ? base : undefined;
  return {
    size: remote.size ?? remembered?.remote.size,
    hash: remembered ? rememberedHash(remote, remembered) : remote.hash,
    modifiedMs: remote.modifiedMs ?? remembered?.remote.modifiedMs,
  };
}

function isSeenChanged(now: ContentFacts, before: ContentFacts): boolean {
  const differ = <T>(a: T | undefined, b: T | undefined) => a !== undefined && b !== undefined && a !== b;
  const hashes = sameHash(now.hash, before.hash);
  return (
    differ(now.size, before.size) ||
    (hashes === 'unknown' ? differ(now.modifiedMs, before.modifiedMs) : hashes === 'different')
  );
}

/** The web's hash; while one that ours cannot be compared with is as it was, so is ours of that time. */
function rememberedHash({ hash }: RemoteItem, { local, remote }: BaseItem): string | undefined {
  if (hash === undefined) return remote.hash;
  const isForeign = local.hash !== undefined && sameHash(hash, local.hash) === 'unknown';
  return isForeign && sameHash(hash, remote.hash) === 'equal' ? local.hash : hash;
}

function comparePair(
  local: LocalItem,
  remote: ContentFacts,
  rules: CompareRules,
): { event: SyncEvent; decidedBy?: CompareTest } {
  for (const test of ['date', 'size', 'hash'] as const) {
    if (!rules.tests.includes(test)) continue;
    const event = TESTS[test](local, remote, rules);
    if (event !== 'SAME') return { event, decidedBy: test };
  }
  return { event: 'SAME' };
}

const TESTS: Record<CompareTest, (local: LocalItem, remote: ContentFacts, rules: CompareRules) => SyncEvent> = {
  date: (local, remote, rules) => {
    if (remote.modifiedMs === undefined) return 'UNKNOWN';
    // A file that was only touched has a later date and the same content; nothing is gained by sending it.
    return isOlder(remote, local, rules) && sameHash(local.hash, remote.hash) !== 'equal' ? 'REMOTE_OLDER' : 'SAME';
  },
  size: (local, remote) => {
    if (remote.size === undefined) return 'UNKNOWN';
    return remote.size === local.size ? 'SAME' : 'DIFFERENT';
  },
  hash: (local, remote) => {
    const answer = sameHash(local.hash, remote.hash);
    // Content of another size has another hash, whether the file was read or not, and whichever algorithm was used.
    if (answer === 'unknown' && remote.hash !== undefined && isOtherSize(local, remote)) return 'DIFFERENT';
    if (answer === 'unknown') return 'UNKNOWN';
    return answer === 'equal' ? 'SAME' : 'DIFFERENT';
  },
};

function isOtherSize(local: LocalItem, { size }: ContentFacts): boolean {
  return size !== undefined && size !== local.size;
}

/** Of a file that was never like its web copy, such as a shrunk one, only its hash tells whether it was changed. */
function isToldByHash(local: LocalItem, base: BaseItem, rules: CompareRules): boolean {
  if (!wereUnlikeInStep(base) || base.local.hash === undefined || base.local.size !== local.size) return false;
  return rules.tests.includes('hash') || touched(local, base.local, rules);
}

function isOlder(remote: ContentFacts, local: LocalItem, rules: CompareRules): boolean {
  return remote.modifiedMs !== undefined && local.modifiedMs > remote.modifiedMs + rules.toleranceMs;
}

/** Compares two hashes; those of different algorithms cannot be compared. */
export function sameHash(a: string | undefined, b: string | undefined): 'equal' | 'different' | 'unknown' {
  if (a === undefined || b === undefined || algorithm(a) !== algorithm(b)) return 'unknown';
  return a === b ? 'equal' : 'different';
}

function algorithm(hash: string): string {
  return hash.slice(0, hash.indexOf(':'));
}

function changedSinceBase({ local, remote, base }: Sides, rules: CompareRules): Finding['changed'] {
  if (!base) return { local: false, remote: false };
  return {
    local: local !== undefined && !local.obstacle && differs(local, base.local, rules),
    remote: remote !== undefined && isRemoteChanged(remote, base, rules),
  };
}

/** Whether a web item is another one than the ledger remembers, or has other content than it had. */
export function isRemoteChanged(remote: RemoteItem, base: BaseItem, rules: CompareRules): boolean {
  if (isUnverified(remote, base)) return false;
  return remote.id !== base.remoteId || differs(remote, base.remote, rules);
}

/** Whether content was changed since `before`; dates decide only where there is no hash to ask. */
function differs(now: ContentFacts, before: ContentFacts, rules: CompareRules): boolean {
  if (now.size !== undefined && before.size !== undefined && now.size !== before.size) return true;
  const hashes = sameHash(now.hash, before.hash);
  if (hashes !== 'unknown') return hashes === 'different';
  return touched(now, before, rules);
}

function touched(now: ContentFacts, before: ContentFacts, rules: CompareRules): boolean {
  if (now.modifiedMs === undefined || before.modifiedMs === undefined) return false;
  return Math.abs(now.modifiedMs - before.modifiedMs) > rules.toleranceMs;
}

/**
 * Whether the two sides were unlike when they were last in step, as a shrunk copy and its original are. Then each side is
 * compared with how it was, and not with the other.
 */
function wereUnlikeInStep({ local, remote }: BaseItem): boolean {
  const sizes = local.size !== undefined && remote.size !== undefined && local.size !== remote.size;
  return sizes || sameHash(local.hash, remote.hash) === 'different';
}

function changeDetail(base: BaseItem | undefined, changed: Finding['changed']): Detail | undefined {
  if (!base) return undefined;
  if (changed.local && changed.remote) return 'bothChanged';
  if (changed.local) return 'localChanged';
  return changed.remote ? 'remoteChanged' : undefined;
}
