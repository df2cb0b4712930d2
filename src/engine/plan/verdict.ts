import type { Finding, Sides } from '../compare.ts';
import { problem } from '../errors.ts';
import { phrase, type Phrase } from '../phrase.ts';
import type { Action, MediaType, Problem } from '../model.ts';
import { chooseAction } from '../modes.ts';
import { conflictName } from './conflictName.ts';
import type { PlannedItem, PlanTerms } from './model.ts';

/** One compared item, about to get its action. */
export interface Candidate {
  readonly album: string;
  readonly name: string;
  readonly sides: Sides;
  readonly finding: Finding;
  /** The sides of the first web item of this name, where this is a further one. */
  readonly duplicateOf?: Sides | undefined;
  /** The names of the album's local items, so that a conflict copy finds a free one. */
  readonly names: ReadonlySet<string>;
}

/** Gives an item its action and, where that is certain before anything is touched, its outcome. */
export function decide(candidate: Candidate, input: PlanTerms): PlannedItem {
  const { album, name, sides, finding } = candidate;
  const target = sides.remote && (sides.local?.path ?? input.targetOf(album, sides.remote, sides.base));
  const item = { album, name, sides, target };
  const obstacle = findObstacle(candidate, target, input);
  if (obstacle) return { ...item, ...(obstacle.finding ?? finding), action: 'REPORT', ...obstacle.verdict };
  const action = chooseAction(finding, input.rules.mode, input.rules.overrides);
  return withAction(action, { ...item, ...finding }, candidate.names, input);
}

/**
 * Gives an item that nothing stands in the way of an action, whoever chose it: the mode, or a person.
 * @param names the names of the album's local items
 */
export function withAction(
  action: Action,
  item: Omit<PlannedItem, 'action' | 'outcome' | 'problem' | 'keepRemoteAs' | 'movedFrom' | 'choices'>,
  names: ReadonlySet<string>,
  input: PlanTerms,
): PlannedItem {
  const planned = { ...item, action, ...verdictOf(action, item, input) };
  if (planned.outcome === 'planned' && action === 'DELETE_REMOTE' && mayBeHidden(item, input))
    return { ...planned, ...skipped(problem('E_FOLDER_UNREADABLE', phrase`${item.album}/${item.name}`)) };
  return planned.outcome === 'planned' ? keepBoth(planned, names, input) : planned;
}

/** Whether some work on an item would be carried out: what `withAction` says, without the words of why not. */
export function isPossible(action: Action, item: Pick<Candidate, 'sides'>, input: PlanTerms): boolean {
  const { local, remote } = item.sides;
  if (unsupported(action, local?.type ?? remote?.type, input) || !isPermitted(action, input)) return false;
  return action !== 'DELETE_REMOTE' || !mayBeHidden(item, input);
}

/** Also of one that the ledger knows from elsewhere: it may have been moved to where nobody can look. */
function mayBeHidden({ sides }: Pick<Candidate, 'sides'>, { hidesFolders }: PlanTerms): boolean {
  return !sides.local && hidesFolders;
}

type Verdict = Pick<PlannedItem, 'outcome' | 'problem'>;

/** Whether an action can and may be carried out. */
export function verdictOf(
  action: Action,
  { album, name, sides }: Pick<Candidate, 'album' | 'name' | 'sides'>,
  input: PlanTerms,
): Verdict {
  if (action === 'SILENT') return { outcome: 'silent' };
  if (action === 'REPORT') return { outcome: 'reported' };
  const path = sides.local?.path;
  const about = phrase`${album}/${name}`;
  const unable = unsupported(action, sides.local?.type ?? sides.remote?.type, input);
  if (unable !== undefined)
    return { outcome: 'notSupported', problem: problem('E_NOT_SUPPORTED', phrase`${about}: ${unable}`, { path }) };
  if (!isPermitted(action, input))
    return { outcome: 'notPermitted', problem: problem('E_NOT_PERMITTED', phrase`${about}: ${action}`, { path }) };
  return { outcome: 'planned' };
}

function unsupported(action: Action, type: MediaType | undefined, { capabilities }: PlanTerms): Phrase | undefined {
  switch (action) {
    case 'UPLOAD_LOCAL':
      return type && !capabilities.accepts(type) ? phrase`the service does not take ${type.mime}` : undefined;
    case 'REPLACE_REMOTE_WITH_LOCAL':
      if (type && !capabilities.accepts(type)) return phrase`the service does not take ${type.mime}`;
      return capabilities.replace === 'no' ? phrase`the service cannot replace an item` : undefined;
    case 'DELETE_REMOTE':
      return capabilities.remove === 'no' ? phrase`the service cannot delete an item` : undefined;
    case 'TAG_REMOTE':
      return capabilities.tag ? undefined : phrase`the service cannot mark an item`;
    case 'UPDATE_REMOTE_METADATA':
      // Where the same bytes are one item, an unknown one is recognised by sending them again.
      return capabilities.metadata.length > 0 || capabilities.sameBytes === 'oneItem'
        ? undefined
        : phrase`the service cannot change what it knows of an item`;
    case 'DOWNLOAD_REMOTE':
    case 'DELETE_LOCAL':
    case 'SILENT':
    case 'REPORT':
      return undefined;
  }
}

/** A deletion needs permission, also the one that is left over from a replacement that is not in place. */
function isPermitted(action: Action, { rules, capabilities }: PlanTerms): boolean {
  if (action === 'DELETE_LOCAL') return rules.allowDelete.local;
  if (action === 'DELETE_REMOTE') return rules.allowDelete.remote;
  if (action === 'REPLACE_REMOTE_WITH_LOCAL' && capabilities.replace === 'uploadThenRemove')
    return rules.allowDelete.remote;
  return true;
}

interface Obstacle {
  readonly finding?: Finding;
  readonly verdict: Verdict;
}

/** Files that are left alone although nothing is wrong with them. */
const NO_FAULT: ReadonlySet<Problem['code']> = new Set(['E_FILE_TOO_LARGE', 'E_FILE_TYPE']);

/** Why an item is left alone whatever the mode says. */
function findObstacle(
  { album, name, sides, finding, duplicateOf }: Candidate,
  target: string | undefined,
  input: PlanTerms,
): Obstacle | undefined {
  const { local, remote } = sides;
  const about = phrase`${album}/${name}`;
  if (local?.obstacle) {
    const outcome = NO_FAULT.has(local.obstacle.code) ? 'skipped' : 'failed';
    return { verdict: { outcome, problem: local.obstacle } };
  }
  const places = local ? [] : placesOf(album, target, duplicateOf, input);
  const unreadable = places.find((path) => input.standing(path) === 'unreadable');
  if (unreadable !== undefined) {
    const unknown: Finding = { event: 'UNKNOWN', changed: finding.changed };
    return { finding: unknown, verdict: skipped(problem('E_FOLDER_UNREADABLE', about, { path: unreadable })) };
  }
  const excluded = places.find((path) => input.standing(path) === 'leftAlone');
  if (excluded !== undefined)
    return { verdict: skipped(problem('E_LEFT_ALONE', phrase`${about}: ${excluded} is excluded`, { path: excluded })) };
  if (duplicateOf && !isDeletedAnyway(sides, finding, input))
    return { verdict: { outcome: 'reported', problem: problem('E_REMOTE_DUPLICATE', about, { path: local?.path }) } };
  const tooLarge = remote?.type?.kind === 'video' && (remote.size ?? 0) > input.rules.maxVideoSize;
  if (tooLarge) return { verdict: skipped(problem('E_FILE_TOO_LARGE', about, { path: local?.path })) };
  const day = capturedOn(sides);
  if (input.rules.since !== undefined && day !== undefined && day < input.rules.since)
    return {
      verdict: skipped(
        problem('E_LEFT_ALONE', phrase`${about}: captured ${day}, before ${input.rules.since}`, { path: local?.path }),
      ),
    };
  return undefined;
}

/** Where the file of a web item would be; that of a further one of the same name may also be where the first one's is. */
function placesOf(
  album: string,
  target: string | undefined,
  duplicateOf: Sides | undefined,
  input: PlanTerms,
): readonly string[] {
  const first = duplicateOf?.remote && input.targetOf(album, duplicateOf.remote, duplicateOf.base);
  return [target, first].filter((path) => path !== undefined);
}

/** Where the mode deletes what has no file, second copies go with the first one and not one a run. */
function isDeletedAnyway({ local }: Sides, finding: Finding, { rules }: PlanTerms): boolean {
  return !local && chooseAction(finding, rules.mode, rules.overrides) === 'DELETE_REMOTE';
}

function skipped(reason: Problem): Verdict {
  return { outcome: 'skipped', problem: reason };
}

/** `YYYY-MM-DD` of capture; without one, of the last change of the content. */
function capturedOn({ local, remote, base }: Sides): string | undefined {
  const captured = local?.capture?.capturedAt ?? remote?.capturedAt ?? base?.capturedAt;
  if (captured !== undefined) return captured.slice(0, 10);
  const modified = local?.modifiedMs ?? remote?.modifiedMs;
  return modified === undefined ? undefined : dayOf(modified);
}

/** The day in UTC; undefined for a time that has no year of four digits, which is no time of a photo. */
function dayOf(ms: number): string | undefined {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date.toISOString().slice(0, 10) : undefined;
}

/** When both sides were changed in two-way, the local copy keeps the name and the remote one gets another. */
function keepBoth(item: PlannedItem, names: ReadonlySet<string>, { rules }: PlanTerms): PlannedItem {
  const { local } = item.sides;
  const conflict = rules.mode === 'twoWay' && item.action === 'REPLACE_REMOTE_WITH_LOCAL' && item.changed.remote;
  if (!conflict || !local) return item;
  const name = conflictName(item.name, rules.today, names);
  const path = local.path.slice(0, local.path.lastIndexOf('/') + 1) + name.slice(name.lastIndexOf('/') + 1);
  const about = phrase`${item.album}/${item.name}: the copy of the web is kept as "${name}"`;
  return { ...item, keepRemoteAs: { name, path }, problem: problem('E_CONFLICT', about, { path: local.path }) };
}
