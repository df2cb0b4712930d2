import type { Action } from '../../../src/engine/model.ts';
import { MODE_TABLES } from '../../../src/engine/modes.ts';
import { IgnoreRules, relativeTo } from '../../../src/local/ignoreRules.ts';
import { shrunk } from '../world/content.ts';
import { standsAt } from '../world/disk.ts';
import type { World } from '../world/world.ts';
import type { Deed } from '../world/course.ts';
import { placeOf } from '../scenario/placeOf.ts';
import type { Scenario, Trouble } from '../scenario/scenario.ts';
import { settingsOf } from '../scenario/simulateRun.ts';
import type { RunTrace } from '../scenario/simulateRun.ts';
import { Violation } from './violation.ts';

/** One run with what was there before and after it. */
export interface FinishedRun {
  readonly scenario: Scenario;
  readonly trouble: Pick<Trouble, 'sight' | 'looksEmpty' | 'confirms' | 'others'>;
  readonly before: World;
  readonly after: World;
  readonly trace: RunTrace;
}

/** The properties of a single run, whatever happened in it. */
export function afterEveryRun(run: FinishedRun): void {
  for (const property of PROPERTIES) property(run);
}

const PROPERTIES: readonly ((run: FinishedRun) => void)[] = [
  neverRejects,
  permission,
  oneWay,
  deletesWhatIsGone,
  leavesWhatMayBeHidden,
  keepsTheLastCopy,
  keepsBothOfAConflict,
  leavesUnlistedAlone,
  stopsBeforeEmptySides,
  keepsToMaxDeletes,
  staysInside,
  doneIsEqual,
  sameIsEqual,
  boundedCalls,
];

function neverRejects({ trace }: FinishedRun): void {
  if (trace.fault !== undefined) throw new Violation('A run never rejects', errorText(trace.fault));
}

/** P6: nothing is deleted without permission, whatever caused it. */
function permission({ scenario, trace }: FinishedRun): void {
  const { allowDelete } = scenario.settings;
  for (const deed of trace.deeds) {
    const side = deletionOf(deed);
    if (side && allowDelete !== 'both' && allowDelete !== side)
      throw new Violation('P6 no delete without permission', `allowDelete is ${allowDelete}: ${deedText(deed)}`);
  }
}

/** A mode that goes one way changes nothing on the side that it reads. */
function oneWay({ scenario, trace }: FinishedRun): void {
  const { mode, overrides = {}, deleteDuplicates, purgeEmptyAlbums } = scenario.settings;
  if (mode === 'twoWay') return;
  const actions = [...Object.values(MODE_TABLES[mode]), ...Object.values(overrides)];
  const LOCAL: readonly (Action | undefined)[] = ['DOWNLOAD_REMOTE', 'DELETE_LOCAL'];
  const changesDisk = actions.some((action) => LOCAL.includes(action));
  const changesWeb = actions.some((action) => action !== 'SILENT' && action !== 'REPORT' && !LOCAL.includes(action));
  for (const deed of trace.deeds) {
    const isLocal = deed.path !== undefined;
    if (deed.what === 'commit' || (isLocal ? changesDisk : changesWeb)) continue;
    if (!isLocal && (deleteDuplicates === true || purgeEmptyAlbums === true || deed.what === 'updateAlbum')) continue;
    throw new Violation('A mode goes its way only', `${mode}: ${deedText(deed)}`);
  }
}

/**
 * Rule 4, as it looks from outside: a copy is deleted because the other one is gone, so no copy may really be there,
 * hidden by a folder that could not be read, a list that broke off or a disk that was not connected.
 */
function deletesWhatIsGone({ scenario, trace, before, trouble }: FinishedRun): void {
  const settings = settingsOf(scenario.settings);
  const { deleteDuplicates = false, overrides = {} } = scenario.settings;
  const pairs = Object.entries(overrides).filter(([key]) => !/_ONLY/.test(key));
  if (trouble.confirms || trouble.others.length > 0) return;
  const ignored = new IgnoreRules();
  for (const root of settings.folders) ignored.add(root, settings.exclude);
  const remembered = new Set(Array.from(before.memory.items.values(), ({ path }) => path));
  // A file that is excluded and was never in step has nothing to do with an item on the web.
  const files = [...before.disk.files.keys()]
    .filter((path) => remembered.has(path) || !ignored.excludes(path, 'file'))
    .map((path) => placeOf(path, settings));
  const items = [...before.account.items.values()];
  for (const deed of trace.deeds) {
    if (deed.what === 'trash' && !pairs.some(([, action]) => action === 'DELETE_LOCAL')) {
      const place = placeOf(deed.path ?? '', settings);
      const twin = items.find((item) => place && isPlace(albumOf(before, item.albumId), item.name, place));
      if (twin)
        throw new Violation('Rule 4: only what is gone is deleted', `${deedText(deed)}, but ${twin.id} is there`);
    }
    const isLeftover = trace.deeds.some((other) => other.what === 'upload' && other.name === deed.name);
    const mayRemove = deleteDuplicates || isLeftover || pairs.some(([, action]) => action === 'DELETE_REMOTE');
    if (deed.what === 'remove' && !mayRemove) {
      const album = albumOf(before, deed.albumId);
      const twin = files.find((place) => place && isPlace(album, deed.name ?? '', place));
      if (twin) throw new Violation('Rule 4: only what is gone is deleted', `${deedText(deed)}, but the file is there`);
    }
  }
}

/** Rule 4: a photo may have been moved to where nobody can look, and then its web copy stays. */
function leavesWhatMayBeHidden({ scenario, trouble, before, trace }: FinishedRun): void {
  const { unreadableFolders, roots } = trouble.sight;
  if (roots !== 'fine' || unreadableFolders.length === 0 || scenario.settings.deleteDuplicates === true) return;
  const hidden = [...before.disk.files].flatMap(([path, { content }]) =>
    unreadableFolders.some((folder) => path.startsWith(`${folder}/`)) ? [content] : [],
  );
  for (const { event, action, outcome, remoteId = '' } of trace.report?.items ?? []) {
    const content = before.account.items.get(remoteId)?.content;
    if (event !== 'REMOTE_ONLY' || action !== 'DELETE_REMOTE' || outcome !== 'done' || content === undefined) continue;
    if (hidden.includes(content))
      throw new Violation('Rule 4: what may be hidden is left alone', `${remoteId} is ${content}`);
  }
}

/** `deleteDuplicates` leaves one copy of everything in the album. */
function keepsTheLastCopy({ scenario, trouble, before, after, trace }: FinishedRun): void {
  const { mode, overrides } = scenario.settings;
  const ordersDeletes = mode === 'twoWay' || MODE_TABLES[mode].REMOTE_ONLY === 'DELETE_REMOTE';
  if (ordersDeletes || /DELETE_REMOTE/.test(JSON.stringify(overrides ?? {})) || trouble.others.length > 0) return;
  const isReplaced = new Set(trace.deeds.filter(({ what }) => what === 'upload').map(({ name }) => name));
  for (const { what, name, itemId = '', albumId } of trace.deeds) {
    const content = before.account.items.get(itemId)?.content;
    if (what !== 'remove' || content === undefined || isReplaced.has(name)) continue;
    const left = [...after.account.items.values()].filter((item) => item.content === content);
    if (left.length === 0) throw new Violation('The last copy stays', `${content} of ${albumId}, ${name}`);
  }
}

/** What was changed on both sides is kept twice, on both sides. */
function keepsBothOfAConflict({ trouble, before, after, trace }: FinishedRun): void {
  if (trouble.others.length > 0) return;
  const here = new Set([...after.disk.files.values()].map(({ content }) => content));
  for (const { outcome, error, path = '', remoteId = '', name } of trace.report?.items ?? []) {
    if (outcome !== 'done' || error?.code !== 'E_CONFLICT') continue;
    const web = [...before.account.items.values()].filter((item) => item.id === remoteId || item.name === name);
    if (!web.some(({ content }) => here.has(content)))
      throw new Violation('Both copies of a conflict are kept', `${path}, ${remoteId}`);
  }
}

/** Rule 4: what could not be listed is left alone. */
function leavesUnlistedAlone({ trace, trouble }: FinishedRun): void {
  const unlisted = trace.calls.flatMap(({ kind, text }) =>
    kind === 'fault' ? (/^list ".*" \((.*)\)/.exec(text)?.[1] ?? []) : [],
  );
  for (const deed of trace.deeds) {
    if (unlisted.includes(deed.albumId ?? ''))
      throw new Violation('Rule 4: an unlisted album is left alone', deedText(deed));
    const { path } = deed;
    const { unreadableFolders, roots } = trouble.sight;
    const isHidden = unreadableFolders.some((folder) => path?.startsWith(`${folder}/`));
    if (path !== undefined && (isHidden || roots === 'unreadable'))
      throw new Violation('Rule 4: an unreadable folder is left alone', deedText(deed));
  }
}

/** Rule 4: an empty or missing root, or an empty service, where items are remembered stops the run. */
function stopsBeforeEmptySides({ scenario, trouble, before, trace }: FinishedRun): void {
  if (trouble.confirms) return;
  const { folders, exclude } = settingsOf(scenario.settings);
  const remembered = [...before.memory.items.values()];
  const below = (root: string) => remembered.some(({ path }) => (relativeTo(root, path) ?? '') !== '');
  const isGone = trouble.sight.roots === 'empty' || trouble.sight.roots === 'missing';
  const stops = isGone && exclude.length === 0 && trouble.sight.unreadableFolders.length === 0 && folders.some(below);
  const stopsWeb = trouble.looksEmpty && remembered.length > 0 && scenario.settings.excludeAlbums === undefined;
  const [deed] = trace.deeds.filter(({ what }) => what !== 'commit');
  if (deed && stops) throw new Violation('Rule 4: an empty root stops the run', deedText(deed));
  if (deed && stopsWeb) throw new Violation('Rule 4: an empty service stops the run', deedText(deed));
}

/** `maxDeletes`: more deletions than that are not begun. */
function keepsToMaxDeletes({ scenario, trouble, before, trace }: FinishedRun): void {
  if (trouble.confirms) return;
  const { maxDeletes } = settingsOf(scenario.settings);
  const { files } = before.disk;
  const sides = { trash: files.size, remove: before.account.items.size };
  const uploads = trace.deeds.filter(({ what }) => what === 'upload').length;
  for (const what of ['trash', 'remove'] as const) {
    const limit = 'count' in maxDeletes ? maxDeletes.count : sides[what] * maxDeletes.share;
    const done = trace.deeds.filter((deed) => deed.what === what).length - (what === 'remove' ? uploads : 0);
    if (done > limit) throw new Violation('maxDeletes holds', `${done} deletions, and ${limit} are allowed`);
  }
}

/** P10: every local write is inside a root, and only albums are removed that this tool made. */
function staysInside({ scenario, before, after, trace }: FinishedRun): void {
  const { folders } = settingsOf(scenario.settings);
  for (const deed of trace.deeds) {
    const { path } = deed;
    if (path !== undefined && !folders.some((root) => (relativeTo(root, path) ?? '') !== ''))
      throw new Violation('P10 containment', deedText(deed));
    const isOurs = before.memory.albums.has(deed.albumId ?? '') || after.memory.albums.has(deed.albumId ?? '');
    if (deed.what === 'removeAlbum' && !isOurs) throw new Violation('P10 containment', deedText(deed));
  }
}

/** What is said to be done has the same content on both sides. A service that encodes anew never has. */
function doneIsEqual({ scenario, trouble, after, trace }: FinishedRun): void {
  if (scenario.profile.reencodes || trouble.others.length > 0) return;
  const transfers: readonly Action[] = ['UPLOAD_LOCAL', 'REPLACE_REMOTE_WITH_LOCAL', 'DOWNLOAD_REMOTE'];
  for (const item of trace.report?.items ?? []) {
    if (item.outcome !== 'done' || !transfers.includes(item.action)) continue;
    const web = after.account.items.get(item.remoteId ?? '');
    const file = after.disk.files.get(standsAt(after.disk, item.path ?? '') ?? '');
    const mayBeShrunk = scenario.settings.shrink !== undefined && web?.content === shrunk(file?.content ?? '');
    if (!web || !file || (web.content !== file.content && !mayBeShrunk))
      throw new Violation('Done is done', `${item.path} is ${file?.content}, ${item.remoteId} is ${web?.content}`);
  }
}

/**
 * With hashes compared, what is called the same is the same. Without them, an edit may hide behind its size and date, and
 * `UPDATE_REMOTE_METADATA` is an order to take the unknown for the same.
 */
function sameIsEqual({ scenario: { settings, profile }, trouble, before, trace }: FinishedRun): void {
  if (!settings.compare.includes('hash') || profile.knows.hash === 'none' || trouble.others.length > 0) return;
  const takesUnknownForSame = /repairUpload|UPDATE_/.test(`${settings.mode} ${JSON.stringify(settings.overrides)}`);
  if (profile.knows.hash !== 'sha256' && takesUnknownForSame) return;
  for (const { event, path = '', remoteId = '' } of trace.report?.items ?? []) {
    const file = before.disk.files.get(path)?.content;
    const web = before.account.items.get(remoteId)?.content;
    if (event !== 'SAME' || file === undefined || web === undefined) continue;
    if (file !== web && !(settings.shrink !== undefined && web === shrunk(file)))
      throw new Violation('SAME is the same', `${path} is ${file}, ${remoteId} is ${web}`);
  }
}

/** The work of a run is bounded by what there is to do: nothing is tried again and again. */
function boundedCalls({ before, after, trace }: FinishedRun): void {
  const things = [before.disk.files, before.account.items, before.account.albums, after.account.albums];
  const limit = 10 + things.reduce((sum, { size }) => sum + 12 * size, 0);
  if (trace.callCount > limit)
    throw new Violation('Bounded calls', `${trace.callCount} calls, and ${limit} are enough`);
}

function deletionOf({ what }: Deed): 'local' | 'remote' | undefined {
  if (what === 'trash') return 'local';
  return what === 'remove' || what === 'removeAlbum' ? 'remote' : undefined;
}

function deedText({ what, path, name, itemId, albumId, content }: Deed): string {
  return [what, path ?? name, itemId, albumId, content].filter((word) => word !== undefined).join(' ');
}

/** The album of a web album: the one that it is known as, whatever somebody else calls it now. */
function albumOf({ account, memory }: World, albumId = ''): string {
  const title = account.albums.get(albumId)?.title ?? '';
  const name = title.replace(/ #\d+$/, '');
  const isPart = [...account.albums.values()].some((album) => album.title === name);
  return memory.albums.get(albumId)?.album ?? (isPart ? name : title);
}

function isPlace(title: string, name: string, place: { readonly album: string; readonly name: string }): boolean {
  return title === place.album && name.normalize('NFC') === place.name.normalize('NFC');
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
