import type { MutantEnd } from './mutantThread.ts';

/** One safety rule that is switched off, by another text in the place of one that stands in the source exactly once. */
export interface Mutant {
  /** What is kept while the rule holds, in a few words. */
  readonly rule: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The first seed that notices, and what it sees broken. */
  readonly noticed: { readonly seed: number; readonly property: string };
}

const VERDICT = 'src/engine/plan/verdict.ts';
const GUARDS = 'src/engine/plan/guards.ts';
const PLAN = 'src/engine/plan/plan.ts';
const DUPLICATES = 'src/engine/plan/duplicates.ts';
const COMPARE = 'src/engine/compare.ts';
const ACTIONS = 'src/engine/apply/itemActions.ts';
const SEND = 'src/engine/apply/send.ts';
const APPLY = 'src/engine/apply/apply.ts';
const RUN = 'src/run/runSync.ts';
const SETTLED = 'src/engine/settled/settledAlbum.ts';
const SETTLE = 'src/engine/settled/settle.ts';
const SETTLED_NOW = 'src/engine/settled/settledNow.ts';
const SENT_WHOLE = 'src/engine/apply/sentWhole.ts';
const SETTLED_AGAIN = 'src/engine/settled/settledAgain.ts';
const IN_STEP = 'src/engine/plan/inStep.ts';

/** The rules that the engine keeps, each switched off alone. */
export const MUTANTS: readonly Mutant[] = [
  {
    rule: 'a web copy is deleted with permission only',
    file: VERDICT,
    from: `if (action === 'DELETE_REMOTE') return rules.allowDelete.remote;`,
    to: `if (action === 'DELETE_REMOTE') return true;`,
    noticed: { seed: 15, property: 'P6 no delete without permission' },
  },
  {
    rule: 'a file is deleted with permission only',
    file: VERDICT,
    from: `if (action === 'DELETE_LOCAL') return rules.allowDelete.local;`,
    to: `if (action === 'DELETE_LOCAL') return true;`,
    noticed: { seed: 53, property: 'P6 no delete without permission' },
  },
  {
    rule: 'what a replacement leaves over is deleted with permission only',
    file: VERDICT,
    from: `capabilities.replace === 'uploadThenRemove')\n    return rules.allowDelete.remote;`,
    to: `capabilities.replace === 'uploadThenRemove')\n    return true;`,
    noticed: { seed: 24, property: 'P6 no delete without permission' },
  },
  {
    rule: 'an empty album is removed with permission only',
    file: PLAN,
    from: `rules.allowDelete.remote ? 'planned' : 'notPermitted'`,
    to: `'planned'`,
    noticed: { seed: 264, property: 'P6 no delete without permission' },
  },
  {
    rule: 'a second copy is deleted with permission only',
    file: DUPLICATES,
    from: `const verdict = verdictOf('DELETE_REMOTE', item, input);`,
    to: `const verdict = { outcome: 'planned', problem: undefined };`,
    noticed: { seed: 33, property: 'P6 no delete without permission' },
  },
  {
    rule: 'only second copies are deleted, never the last one',
    file: DUPLICATES,
    from: `if (!kept.has(hash)) {`,
    to: `if (false) {`,
    noticed: { seed: 73, property: 'The last copy stays' },
  },
  {
    rule: 'what is about to be replaced is not the copy that stays',
    file: DUPLICATES,
    from: `hasPartner(item) && !isLeaving(item)`,
    to: `hasPartner(item)`,
    noticed: { seed: 56072, property: 'The last copy stays' },
  },
  {
    rule: 'new facts are not written to a copy of something else',
    file: ACTIONS,
    from: `if (isOfAnother(item, hash.value, sendsOriginals))`,
    to: `if (false)`,
    noticed: { seed: 39527, property: 'SAME is the same' },
  },
  {
    rule: 'a further web copy is left alone where the first one is',
    file: VERDICT,
    from: `return [target, first].filter(`,
    to: `return [target].filter(`,
    noticed: { seed: 14197, property: 'Rule 4: only what is gone is deleted' },
  },
  {
    rule: 'only albums of our own are removed',
    file: PLAN,
    from: `ours.has(part.id) && `,
    to: ``,
    noticed: { seed: 250, property: 'P10 containment' },
  },
  {
    rule: 'a listing that broke off gives no events',
    file: 'src/run/gather.ts',
    from: `incomplete.add(group.name);`,
    to: ``,
    noticed: { seed: 46, property: 'Rule 4: an unlisted album is left alone' },
  },
  {
    rule: 'what lies in an unreadable folder is unknown, not deleted',
    file: VERDICT,
    from: `input.standing(path) === 'unreadable'`,
    to: `false`,
    noticed: { seed: 10, property: 'Rule 4: an unreadable folder is left alone' },
  },
  {
    rule: 'what may have moved into an unreadable folder keeps its web copy',
    file: VERDICT,
    from: `action === 'DELETE_REMOTE' && mayBeHidden(item, input))`,
    to: `false)`,
    noticed: { seed: 1156, property: 'Rule 4: what may be hidden is left alone' },
  },
  {
    rule: 'an empty photo folder stops the run',
    file: GUARDS,
    from: `.filter(({ remembered, found }) => remembered > 0 && found === 0)`,
    to: `.filter(() => false)`,
    noticed: { seed: 208, property: 'Rule 4: an empty root stops the run' },
  },
  {
    rule: 'an empty service stops the run',
    file: GUARDS,
    from: `if (remote.remembered > 0 && remote.found === 0)`,
    to: `if (false)`,
    noticed: { seed: 64, property: 'Rule 4: an empty service stops the run' },
  },
  {
    rule: 'more deletions than maxDeletes stop the run',
    file: GUARDS,
    from: `.filter((side) => side.deletes > allowed(side.of, rules.maxDeletes))`,
    to: `.filter(() => false)`,
    noticed: { seed: 1, property: 'maxDeletes holds' },
  },
  {
    rule: 'a run that is stopped changes nothing',
    file: RUN,
    from: ` && stops.length === 0 && `,
    to: ` && `,
    noticed: { seed: 1, property: 'maxDeletes holds' },
  },
  {
    rule: 'a preview changes nothing',
    file: RUN,
    from: `request.kind === 'sync' && planned.isMade`,
    to: `planned.isMade`,
    noticed: { seed: 0, property: 'P5 a preview writes nothing' },
  },
  {
    rule: 'without the ledger a web item is new, not deleted in the folders',
    file: COMPARE,
    from: `detail: base ? 'deletedLocally' : 'new'`,
    to: `detail: 'deletedLocally'`,
    noticed: { seed: 21, property: 'P9 a lost ledger deletes nothing' },
  },
  {
    rule: 'without the ledger a file is new, not deleted on the web',
    file: COMPARE,
    from: `detail: isRemembered ? 'deletedRemotely' : 'new'`,
    to: `detail: 'deletedRemotely'`,
    noticed: { seed: 0, property: 'P9 a lost ledger deletes nothing' },
  },
  {
    rule: 'what was stored otherwise than it was sent is not done',
    file: SEND,
    from: `if (!isAsSent(stored.value, facts, source)) {`,
    to: `if (false) {`,
    noticed: { seed: 85, property: 'Done is done' },
  },
  {
    rule: 'a web copy that is known to hold something else is not the same',
    file: COMPARE,
    from: `if (isUnverified(remote, base)) return {`,
    to: `if (false) return {`,
    noticed: { seed: 3412, property: 'SAME is the same' },
  },
  {
    rule: 'what is replaced is remembered before it is',
    file: ACTIONS,
    from: `    markReplaced(item, ports);\n`,
    to: ``,
    noticed: { seed: 5726, property: 'P8 crash equivalence' },
  },
  {
    rule: 'the copy of the web is kept when both sides were changed',
    file: ACTIONS,
    from: `item.keepRemoteAs ? await keepRemoteCopy(item, ports) : ok({})`,
    to: `ok({})`,
    noticed: { seed: 264, property: 'Both copies of a conflict are kept' },
  },
  {
    rule: 'what this run brought in step is not deleted by it',
    file: APPLY,
    from: `if (isNeeded) return fail`,
    to: `if (false) return fail`,
    noticed: { seed: 1724, property: 'Done is done' },
  },
  {
    rule: 'what is done is remembered',
    file: SEND,
    from: `      into.rememberItem(baseOf(item, sent, stored.value));\n`,
    to: ``,
    noticed: { seed: 5, property: 'P3 convergence' },
  },
  {
    rule: 'a photo that is moved on the web is seen to be as it was',
    file: 'src/engine/plan/renames.ts',
    from: `!isSeenUnchanged(item.sides)`,
    to: `false`,
    noticed: { seed: 4012, property: 'P2 original or final' },
  },
  {
    rule: 'the order of a listing does not change a plan',
    file: 'src/engine/pairing.ts',
    from: `return items.sort(`,
    to: `return ((all, _) => all)(items, `,
    noticed: { seed: 31, property: 'P7 determinism' },
  },
  {
    rule: 'an album with a folder that was touched is not passed over',
    file: SETTLED,
    from: `unchanged.has(folderKey(place))`,
    to: `true`,
    noticed: { seed: 10, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album that was touched on the web is not passed over',
    file: SETTLED,
    from: `signs.marks.get(id) === mark`,
    to: `true`,
    noticed: { seed: 0, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album into which another folder flows is not passed over',
    file: SETTLED,
    from: `!flowing.has(each.album) &&`,
    to: `true &&`,
    noticed: { seed: 473, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album with a folder in which more than files was touched is looked at whole',
    file: SETTLED,
    from: `if (!folder && !unchanged.has(key)) return [];`,
    to: ``,
    noticed: { seed: 713, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album into which more flows than files that were touched is looked at whole',
    file: SETTLED,
    from: `const isAll = found.length === paths.size && found.every((path) => paths.has(path));`,
    to: `const isAll = found.length > 0;`,
    noticed: { seed: 1131, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'the items of an album that nobody touched count',
    file: IN_STEP,
    from: `albums.reduce((sum, { others }) => sum + (others?.items ?? 0), 0)`,
    to: `0 * albums.length`,
    noticed: { seed: 3, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album that got a further web album is not passed over',
    file: SETTLED,
    from: `now.length === parts.length &&`,
    to: `true &&`,
    noticed: { seed: 1194, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album with work to do is not settled',
    file: IN_STEP,
    from: `return event === 'SAME' && action === 'SILENT' && outcome === 'silent' && !problem;`,
    to: `return event !== undefined || action || outcome || problem;`,
    noticed: { seed: 1, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album with a photo on one side alone is not settled',
    file: SETTLE,
    from: `own.length === local.length && own.length === remote.length`,
    to: `own.length === local.length`,
    noticed: { seed: 226, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album of which not all was replaced is not settled after a run',
    file: SETTLED_AGAIN,
    from: `parts.length === before.parts.length && own.every(isInStepNow)`,
    to: `parts.length === before.parts.length && own.length > 0`,
    noticed: { seed: 8, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album of which not all was sent is not settled by the run that made it',
    file: SETTLED_NOW,
    from: `sentWhole.get(album) === local.length && planned.get(album) === local.length`,
    to: `sentWhole.has(album)`,
    noticed: { seed: 493, property: 'P11 a quick look sees all' },
  },
  {
    rule: 'an album of which the web stored a photo otherwise is not settled by the run that made it',
    file: SENT_WHOLE,
    from: `remote.size === local.size && remote.hash?.startsWith('sha256:') === true`,
    to: `remote !== undefined`,
    noticed: { seed: 211, property: 'P11 a quick look sees all' },
  },
];

/** A row of the table in docs/reliability.md. */
export function mutantRow({ rule }: Mutant, end: Exclude<MutantEnd, { kind: 'stale' }>): string {
  return end.kind === 'survived'
    ? `| ${rule} | not noticed | |`
    : `| ${rule} | ${end.property} | ${end.seed.toLocaleString('en')} |`;
}
