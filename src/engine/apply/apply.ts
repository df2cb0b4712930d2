import { faultProblem, problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import type { BaseItem, Problem } from '../model.ts';
import { partTitle } from '../parts.ts';
import type { RemoteGroup } from '../parts.ts';
import { isDeletion } from '../plan/grave.ts';
import type { Plan, PlannedItem, PlanRules } from '../plan/model.ts';
import { newsOf } from '../plan/news.ts';
import type { AlbumService, FinishReport } from '../ports/albumService.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { LocalFiles } from '../ports/localFiles.ts';
import type { Watch } from '../ports/progress.ts';
import type { ReportItem } from '../report.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { albumStep } from '../undo/step.ts';
import { AlbumBook } from './albumBook.ts';
import { updateAlbumDates } from './albumDates.ts';
import { captureAhead } from './captureAhead.ts';
import { CaptureDates } from './captureDates.ts';
import { bundles } from './bundles.ts';
import { inConvoy, type ConvoyLimits } from './convoy.ts';
import type { ActionPorts, Effect } from './actionPorts.ts';
import { haltedBy } from './haltedBy.ts';
import { ITEM_ACTIONS } from './itemActions.ts';
import { OpenAlbums } from './openAlbums.ts';
import { choosePartNumbers } from './partPlanner.ts';
import { Places } from './places.ts';
import { recordTogether, type RecordTogether } from './recordTogether.ts';
import { outcomeOf, purgeItem, toReportItem } from './reportItems.ts';
import { bytesOf } from './sending.ts';
import { SentWhole } from './sentWhole.ts';
import { canSendTogether, maySendTogether, sendTogether } from './sendTogether.ts';

export interface ApplyPorts {
  readonly service: AlbumService;
  readonly files: LocalFiles;
  readonly ledger: Ledger;
}

export interface ApplyRules extends Pick<PlanRules, 'maxAlbumItems' | 'updateAlbumMetadata'> {
  /** Transfers at once, at most. */
  readonly concurrency: number;
  /** See `ActionPorts`. */
  readonly hashFirst: boolean;
  readonly sendsOriginals: boolean;
}

/** What was done: every item with its outcome, in the order of the plan. */
export interface Applied {
  readonly items: readonly ReportItem[];
  readonly problems: readonly Problem[];
  readonly bytesUploaded: number;
  readonly bytesDownloaded: number;
  /** Album name to its web albums as they are now. */
  readonly book: AlbumBook;
  /** See `FinishReport.marks`. */
  readonly marks: NonNullable<FinishReport['marks']>;
  /** See `AfterRun`. */
  readonly sentWhole: SentWhole['albums'];
}

/**
 * Carries out a plan. Deletions come last, so that a run that is cut has added before it removes. Never rejects: an item
 * that fails says why and the others go on; after `signal` nothing new is begun and the rest is `cancelled`.
 */
export async function applyPlan(plan: Plan, rules: ApplyRules, ports: ApplyPorts, watch: Watch): Promise<Applied> {
  const run = new Run(plan, rules, ports, watch);
  run.rememberFindings();
  await run.renameAlbums();
  const open = plan.items.filter((item) => item.outcome === 'planned');
  await run.carryOut(
    open.filter(({ action }) => !isDeletion(action)),
    rules.concurrency,
  );
  await run.carryOut(
    open.filter(({ action }) => isDeletion(action)),
    1,
  );
  await run.purge();
  await run.updateDates();
  return run.finish();
}

class Run {
  readonly #plan: Plan;
  readonly #rules: ApplyRules;
  readonly #ports: ApplyPorts;
  readonly #watch: Watch;
  readonly #recordTogether: RecordTogether;
  readonly #book: AlbumBook;
  /** How those ended that were carried out, as the report says it. */
  readonly #ended = new Map<PlannedItem, ReportItem>();
  readonly #purged: ReportItem[] = [];
  readonly #problems: Problem[] = [];
  /** Web items that this run brought in step, whatever the plan thought of them: a service may reuse a second copy. */
  readonly #inStep = new Set<string>();
  #ledgerFault: Problem | undefined;
  readonly #sentWhole = new SentWhole();
  readonly #halted = new Map<PlannedItem['action'], Problem>();
  readonly #places: Places;
  readonly #sendsTogether: boolean;
  readonly #partNumbers: ReadonlyMap<PlannedItem, number>;
  readonly #dates: CaptureDates;
  readonly #open: OpenAlbums;
  readonly #total: number;
  /** Of those that the plan would move. */
  readonly #bytes: { done: number; readonly total: number };
  #uploaded = 0;
  #downloaded = 0;
  #done = 0;
  #unreached = 0;

  constructor(plan: Plan, rules: ApplyRules, ports: ApplyPorts, watch: Watch) {
    this.#plan = plan;
    this.#rules = rules;
    this.#ports = ports;
    this.#watch = watch;
    this.#recordTogether = recordTogether(ports.ledger);
    this.#book = new AlbumBook(plan, ports.service, this.#recordTogether, watch.signal);
    this.#places = new Places(plan.albums, ports);
    this.#sendsTogether = canSendTogether(ports.service, ports.files);
    const added = plan.items.filter(
      (item) => item.outcome === 'planned' && (item.action === 'UPLOAD_LOCAL' || item.keepRemoteAs),
    );
    this.#partNumbers = choosePartNumbers(added, plan.albums, rules.maxAlbumItems);
    this.#dates = new CaptureDates(plan.albums);
    const planned = plan.items.filter((item) => item.outcome === 'planned');
    this.#open = new OpenAlbums(planned, (albums) => this.#complete(albums));
    this.#total = planned.length;
    this.#bytes = { done: 0, total: planned.reduce((sum, item) => sum + bytesOf(item), 0) };
  }

  /** What was found in step, or gone, is remembered before anything is done. */
  rememberFindings(): void {
    this.#record((ledger) => {
      for (const { album, name } of this.#plan.forgotten) ledger.forgetItem(album, name);
      for (const { news } of this.#plan.inStep) for (const row of news) ledger.rememberItem(row);
      for (const item of this.#plan.items) {
        const row = item.event === 'SAME' && item.action === 'SILENT' ? newsOf(item) : undefined;
        if (row) ledger.rememberItem(row);
      }
    });
  }

  async renameAlbums(): Promise<void> {
    const { service } = this.#ports;
    for (const { from, to, group } of this.#plan.renames) {
      const parts = [];
      // A part that was known by its title alone would be an album of its own when the others are called otherwise.
      this.#record((ledger) => {
        for (const { part, album } of this.#unknownParts(from, group))
          ledger.rememberAlbum({ id: album.id, album: from, part, folders: [] });
      });
      for (const { part, album } of group.parts) {
        const renamed = await this.#guard(() =>
          service.updateAlbum(album, { title: partTitle(to, part) }, { signal: this.#watch.signal }),
        );
        if (!renamed.ok) {
          this.#problems.push(renamed.problem);
          break;
        }
        this.#record((ledger) => {
          ledger.rememberAlbum({ id: renamed.value.id, album: to, part, folders: [] });
          ledger.rememberStep(albumStep(to, { side: 'album', did: 'updated', was: album, album: renamed.value }));
          for (const base of this.#movedOutOf(album.id)) {
            ledger.forgetItem(from, base.name);
            ledger.rememberItem({ ...base, album: to });
          }
        });
        parts.push({ part, album: renamed.value });
      }
      // A half renamed album keeps its old name; its items are then moved one by one.
      if (parts.length === group.parts.length) this.#book.rename(from, to, parts);
    }
  }

  #unknownParts(name: string, { parts }: RemoteGroup): RemoteGroup['parts'] {
    const known = this.#plan.albums.filter(({ album }) => album === name).flatMap((input) => input.known);
    return parts.filter(({ album }) => !known.some(({ id }) => id === album.id));
  }

  /** What the ledger knows of the items that get another album together with their web album. */
  #movedOutOf(albumId: string): readonly BaseItem[] {
    return this.#plan.items.flatMap(({ movedFrom }) => (movedFrom?.item.albumId === albumId ? [movedFrom.base] : []));
  }

  async carryOut(items: readonly PlannedItem[], concurrency: number): Promise<void> {
    const ahead = captureAhead(items, this.#ports.files, this.#watch.signal);
    const ports: Omit<ActionPorts, 'turn'> = {
      ...this.#ports,
      record: this.#recordTogether,
      captureOf: ahead.captureOf,
      hashFirst: this.#rules.hashFirst,
      sendsOriginals: this.#rules.sendsOriginals,
      signal: this.#watch.signal,
      places: this.#places,
      albumFor: (item, onSent) => this.#book.open(item.album, this.#partNumbers.get(item) ?? 1, onSent),
      albumOf: (item, { albumId }) => this.#book.partsOf(item.album).find(({ album }) => album.id === albumId)?.album,
    };
    const pieces = bundles(ahead.items, (item) => this.#placeOf(item));
    await inConvoy(pieces, this.#limits(concurrency), async (piece, turn) => {
      const results = await this.#carryOutPiece(piece, { ...ports, turn });
      for (const [index, item] of piece.entries()) this.#settle(item, results[index] ?? fail(problem('E_INTERNAL')));
    });
  }

  #limits(atOnce: number): ConvoyLimits {
    const { service } = this.#ports;
    const { pendingUploads: waiting } = service.capabilities;
    return { atOnce, waiting, slowDowns: () => service.slowDowns?.() ?? 0 };
  }

  /** The part of its album where an item may be sent with others, and undefined for one that goes by itself. */
  #placeOf(item: PlannedItem): string | undefined {
    if (!this.#sendsTogether || !maySendTogether(item, this.#rules)) return undefined;
    return `${this.#partNumbers.get(item) ?? 1} ${item.album}`;
  }

  async #carryOutPiece(items: readonly PlannedItem[], ports: ActionPorts): Promise<readonly Result<Effect>[]> {
    const [first] = items;
    if (!first || (items.length === 1 && this.#placeOf(first) === undefined))
      return Promise.all(items.map((item) => this.#carryOutOne(item, ports)));
    const refused = this.#haltOf(first) ?? (this.#watch.signal.aborted ? problem('E_CANCELLED') : undefined);
    return refused ? items.map(() => fail(refused)) : sendTogether(items, ports);
  }

  async purge(): Promise<void> {
    const { service } = this.#ports;
    for (const { name, id, outcome } of this.#plan.purges) {
      const album = this.#plan.albums
        .flatMap((input) => input.group?.parts ?? [])
        .find((part) => part.album.id === id)?.album;
      if (outcome !== 'planned' || !album) {
        this.#purged.push(purgeItem(name, id, outcome));
        continue;
      }
      const removed = await this.#guard(() => service.removeAlbum(album, { signal: this.#watch.signal }));
      if (removed.ok)
        this.#record((ledger) => {
          ledger.forgetAlbum(id);
          ledger.rememberStep(albumStep(name, { side: 'album', did: 'removed', was: album }));
        });
      this.#purged.push(
        removed.ok ? purgeItem(name, id, 'done') : purgeItem(name, id, outcomeOf(removed.problem), removed.problem),
      );
      for (const { album: owner } of this.#plan.albums) if (removed.ok) this.#book.forget(owner, id);
    }
  }

  async updateDates(): Promise<void> {
    await this.#open.completed();
    const changed = new Set<string>();
    for (const { outcome, album } of this.#ended.values()) if (outcome === 'done') changed.add(album);
    this.#problems.push(...(await this.#updateDatesOf(changed)));
  }

  /** Begins what else would be done in the end, where the service is one that gains by that. */
  async #complete(albums: ReadonlySet<string>): Promise<void> {
    const { service } = this.#ports;
    if (!service.albumDone) return;
    // What goes wrong is tried again in the end, and told of then.
    await this.#updateDatesOf(albums);
    await this.#guard(async () => {
      for (const name of albums)
        for (const { album } of this.#book.partsOf(name)) service.albumDone?.(album, { signal: this.#watch.signal });
      return ok();
    });
  }

  async #updateDatesOf(changed: ReadonlySet<string>): Promise<readonly Problem[]> {
    if (!this.#rules.updateAlbumMetadata) return [];
    const { service } = this.#ports;
    const updated = await this.#guard(async () =>
      ok(
        await updateAlbumDates(changed, (album) => this.#dates.of(album), this.#book, service, {
          signal: this.#watch.signal,
          limits: this.#limits(this.#rules.concurrency),
          onUpdated: (name, was, album) =>
            this.#recordTogether((ledger) =>
              ledger.rememberStep(albumStep(name, { side: 'album', did: 'updated', was, album })),
            ),
        }),
      ),
    );
    if (updated.ok) return updated.value;
    return updated.problem.code === 'E_CANCELLED' ? [] : [updated.problem];
  }

  async finish(): Promise<Applied> {
    this.#watch.onEvent({ type: 'phase', phase: 'finish' });
    const finished = await this.#finishService();
    this.#record(() => undefined);
    const items = this.#plan.items.map(
      (item) => this.#ended.get(item) ?? toReportItem(item, item.outcome, item.problem),
    );
    return {
      items: [...items, ...this.#purged],
      problems: [...this.#problems, ...finished.problems],
      bytesUploaded: this.#uploaded,
      bytesDownloaded: this.#downloaded,
      book: this.#book,
      marks: finished.marks ?? new Map<string, string>(),
      sentWhole: this.#sentWhole.albums,
    };
  }

  /** Also after a cancel, which is why it is not guarded like the other calls. */
  async #finishService(): Promise<FinishReport> {
    try {
      return await this.#ports.service.finish({ signal: this.#watch.signal });
    } catch (error) {
      return { problems: [faultProblem(error)] };
    }
  }

  async #carryOutOne(item: PlannedItem, ports: ActionPorts): Promise<Result<Effect>> {
    if (item.action === 'SILENT' || item.action === 'REPORT') return { ok: true, value: {} };
    const isNeeded =
      item.action === 'DELETE_REMOTE' && !this.#keepsOneItem && this.#inStep.has(item.sides.remote?.id ?? '');
    if (isNeeded) return fail(problem('E_TARGET_CHANGED', phrase`${item.album}/${item.name}`));
    const halted = this.#haltOf(item);
    if (halted) return fail(halted);
    const act = ITEM_ACTIONS[item.action];
    return this.#guard(() => act(item, ports));
  }

  /** Why nothing of this kind is begun any more. */
  #haltOf({ action }: PlannedItem): Problem | undefined {
    return this.#ledgerFault ?? this.#halted.get(action);
  }

  /** Turns a cancelled run and a fault of this program into results, so that one item never ends the others. */
  async #guard<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.#watch.signal.aborted) return fail(problem('E_CANCELLED'));
    try {
      return await work();
    } catch (error) {
      return fail(faultProblem(error));
    }
  }

  get #keepsOneItem(): boolean {
    return this.#ports.service.capabilities.sameBytes === 'oneItem';
  }

  /** Writes to the ledger. When that fails, nothing more is begun: what nobody remembers would be done again. */
  #record(write: (ledger: Ledger) => void): void {
    try {
      write(this.#ports.ledger);
      this.#ports.ledger.commit();
    } catch (error) {
      this.#ledgerFault ??= faultProblem(error);
      this.#problems.push(this.#ledgerFault);
    }
  }

  #settle(item: PlannedItem, result: Result<Effect>): void {
    const ended = this.#end(item, result);
    this.#ended.set(item, ended);
    this.#watch.onEvent({ type: 'item', item: ended });
    this.#bytes.done += bytesOf(item);
    this.#open.leave(item);
    this.#watch.onEvent({
      type: 'progress',
      phase: 'apply',
      done: ++this.#done,
      total: this.#total,
      ...(this.#bytes.total > 0 ? { bytes: { ...this.#bytes } } : {}),
      label: `${item.album}/${item.name}`,
    });
  }

  /** Counts what was done, and says how the item ended. */
  #end(item: PlannedItem, result: Result<Effect>): ReportItem {
    if (result.ok) {
      this.#unreached = 0;
      this.#uploaded += result.value.uploaded ?? 0;
      this.#downloaded += result.value.downloaded ?? 0;
      const { remote, removed: gone, problem: reason = item.problem } = result.value;
      if (remote) {
        this.#dates.add(item.album, remote);
        this.#inStep.add(remote.id);
      }
      if (gone !== undefined && gone !== remote?.id)
        this.#dates.remove(gone, this.#keepsOneItem ? { from: item.album } : {});
      if (!reason) this.#sentWhole.add(item, remote);
      return toReportItem(item, 'done', reason, remote?.id);
    }
    if (result.problem.code === 'E_UNREACHABLE') this.#unreached++;
    for (const action of haltedBy(result.problem, item.action, this.#unreached))
      this.#halted.set(action, this.#halted.get(action) ?? result.problem);
    return toReportItem(item, outcomeOf(result.problem), result.problem);
  }
}
