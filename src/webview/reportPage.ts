import type { Action } from '../engine/model.ts';
import { choiceBar } from './choiceBar.ts';
import { choose, standing, type Choices } from './choices.ts';
import { button, element, icon } from './element.ts';
import { filterBar } from './filterBar.ts';
import { hasItems, headerOf, progressOf } from './header.ts';
import { openFacts } from './openFacts.ts';
import type { ModelLook, PageModel } from './pageModel.ts';
import { restoredState, sortedBy, storedState, toggled, type PageState, type StoredState } from './pageState.ts';
import { pageSlices } from './pageSlices.ts';
import { problemList } from './problemList.ts';
import type { FromPage, ReportView, ToPage } from './protocol.ts';
import { reportReader } from './reportReader.ts';
import type { Entry, Row } from './rows.ts';
import { isSelectable, NOTHING_SELECTED, type Selection } from './selection.ts';
import type { Traffic } from './sentences.ts';
import { table } from './table.ts';
import type { RowContext } from './tableRow.ts';
import { wordsForAll, type Words } from './words.ts';

const host = acquireVsCodeApi<StoredState>();
let state = restoredState(host.getState());
let model: PageModel | undefined;
let selection: Selection = NOTHING_SELECTED;
let stale = { top: false, rows: false };
let frame: number | undefined;
/** What the rows are drawn with; another object has all of them drawn anew. */
let context: RowContext | undefined;
let scrolledOnce = false;
/** How many choices the host knows of. */
let toldChosen = 0;
/** Lets what is chosen reach the rows; aborted where it has, or goes another way. */
let following = new AbortController();
let isFollowed = true;

const top = element('div', { class: 'top' });
const problems = element('div');
const bar = filterBar(change, () => grid.focus());
const choosing = choiceBar({
  choose: chooseFor,
  selectAll: (how) => select(how === 'all' ? everything() : NOTHING_SELECTED),
  reset: () => putChoices(() => new Map()),
});
const detail = element('div', { class: 'row-detail', dir: 'auto' });
const empty = element('div', { class: 'empty' });
const spoken = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
const opened = openFacts(send, state.opened);
const grid = table({
  sortBy: (column) => change({ sort: sortedBy(state.sort, column) }),
  open: openRow,
  setOpen,
  choose: (entry, action) => chooseFor([entry], action),
  select,
  selectAll: () => select(everything()),
  retry: ({ folder, item: { album, name, path } }) =>
    send({ type: 'retry', row: { folder, item: { album, name, path } } }),
  scrolled: (scrollTop) => keep({ scrollTop }),
  describe: (text) => {
    detail.textContent = text;
  },
});
document.body.append(element('main', {}, [top, problems, bar.root, choosing.root, grid.root, empty, detail]), spoken);

const read = reportReader({ look, show, moved: () => draw({ top: true, rows: true }), tell });
window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => read(data));
window.addEventListener('keydown', (event) => {
  const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
  const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (!isFind && !(event.key === '/' && !isTyping)) return;
  event.preventDefault();
  event.stopPropagation();
  bar.focusText();
});
send({ type: 'ready' });

/** How the person looks at a report now. */
function look(): ModelLook {
  const { choices, filter, sort, groupBy, closed } = state;
  const folding = { closed: new Set(closed), opened: new Set(opened.keys) };
  return { choices, arrangement: { filter, sort, groupBy }, folding };
}

/** Shows another report. The person may have gone on while it was unpacked. */
function show(next: PageModel): void {
  followNow();
  model = next;
  keepStanding(next);
  if (next.counts.size > 0) opened.renew((key) => next.entryOf(key));
  next.rows.fold(look().folding);
  context = undefined;
  draw({ top: true, rows: true });
}

function tell(message: Exclude<ToPage, { type: 'show' | 'items' }>): void {
  if (message.type === 'facts') {
    opened.put(message.facts);
    context = undefined;
    return draw({ top: false, rows: true });
  }
  model?.setRun(message.run);
  draw({ top: true, rows: false });
}

/** The person changed what is shown. */
function change(next: Partial<PageState>): void {
  keep(next);
  draw({ top: false, rows: true });
}

function keep(next: Partial<PageState>): void {
  state = { ...state, ...next };
  host.setState(storedState(state));
}

function chooseFor(entries: readonly Entry[], action: Action | 'planned'): void {
  putChoices(() => choose(state.choices, entries, action));
}

function putChoices(make: () => Choices): void {
  followNow();
  following = new AbortController();
  const goOn = pageSlices(following.signal);
  const choices = make();
  state = { ...state, choices };
  model?.chooseSoon(choices);
  tellChosen();
  void follow(goOn);
}

/** Keeps what was chosen and shows it, in slices: for all of a large library it is the work of several frames. */
async function follow(goOn: () => Promise<boolean>): Promise<void> {
  isFollowed = false;
  if (!(await goOn())) return;
  keep({});
  while (model?.follow() === true || model?.weigh() === true) if (!(await goOn())) return;
  isFollowed = true;
  draw({ top: true, rows: true });
}

/** Nobody chooses from rows of which some are not yet as they were chosen. */
function followNow(): void {
  if (isFollowed) return;
  following.abort();
  isFollowed = true;
  keep({});
  while (model?.follow() === true);
  draw({ top: true, rows: true });
}

/** Lets go of choices whose items are not as they were. While a run is on, nobody knows yet. */
function keepStanding(next: PageModel): void {
  const { view } = next;
  const known = new Set(view.folders.filter(({ report }) => hasItems(report)).map(({ key }) => key));
  const before = state.choices;
  const choices =
    view.run.status === 'idle'
      ? standing(
          before,
          (key) => next.entryOf(key),
          (folder) => known.has(folder),
        )
      : before;
  if (choices.size !== before.size) keep({ choices });
  next.choose(state.choices);
  tellChosen();
}

function tellChosen(): void {
  const count = state.choices.size;
  if (count !== toldChosen) send({ type: 'chosen', count });
  toldChosen = count;
}

function everything(): Selection {
  followNow();
  const shown = model?.rows.entries() ?? [];
  return { keys: new Set(shown.filter(isSelectable).map(({ key }) => key)), anchor: undefined };
}

function select(next: Selection): void {
  selection = next;
  grid.showSelection(selection);
  if (model !== undefined) showChoosing(model);
}

/** Carries out the plans that are shown, and nothing else. */
function apply(): void {
  if (model === undefined) return;
  const plans = model.view.folders.map(({ key, report }) => ({ folder: key, startedAt: report.startedAt }));
  send({ type: 'apply', plans, choices: [...state.choices.values()] });
}

/** Draws once a frame, however many messages came. */
function draw(parts: { readonly top: boolean; readonly rows: boolean }): void {
  stale = { top: stale.top || parts.top, rows: stale.rows || parts.rows };
  frame ??= requestAnimationFrame(() => {
    const { top: drawTop, rows: drawRows } = stale;
    stale = { top: false, rows: false };
    frame = undefined;
    if (model === undefined) return;
    model.rows.arrange(look().arrangement);
    if (drawTop) showTop(model);
    if (drawRows) showRows(model);
  });
}

function showTop(current: PageModel): void {
  const { view, counts } = current;
  const blank = view.folders.length === 0 && view.run.status === 'idle';
  document.body.classList.toggle('blank', blank);
  const progress = progressOf(view.run, view, send);
  const focused = top.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
  top.replaceChildren(
    ...(blank ? [] : [headerOf(view, { counts, estimate: () => current.estimate }, { send, apply })]),
    ...(progress === undefined ? [] : [progress]),
  );
  for (const candidate of top.querySelectorAll('button')) if (candidate.textContent === focused) candidate.focus();
  const list = problemList(view, send);
  problems.replaceChildren(...(list === undefined ? [] : [list]));
  if (blank) empty.replaceChildren(...invitation(view.words.page));
}

function showRows(current: PageModel): void {
  const { view, rows, counts } = current;
  const { folders } = view;
  const words = wordsOfAll(view);
  const [shown, all] = [rows.counts.size, counts.size];
  bar.update({ words, totals: counts.items.totals(trafficOf(view)), state, shown, all });
  bar.root.hidden = all === 0;
  grid.root.hidden = rows.length === 0;
  detail.hidden = rows.length === 0;
  if (folders.length > 0) {
    const sentence = rows.length > 0 ? '' : emptySentence(all, view);
    empty.replaceChildren(...(sentence === '' ? [] : [element('p', {}, [sentence])]));
  }
  context = contextOf(current, context);
  grid.show(rows, state.sort, context);
  const isChangeable = rows.counts.selectable > 0 || state.choices.size > 0;
  choosing.root.hidden = context.changeable !== 'now' || !isChangeable;
  showChoosing(current);
  if (!scrolledOnce && rows.length > 0) {
    scrolledOnce = true;
    grid.scrollTo(state.scrollTop);
  }
  announce(bar.root.querySelector('.shown')?.textContent ?? '');
}

/** What the rows are drawn with: the same object as before where nothing of it has changed. */
function contextOf({ view, wordsOf, rows, counts }: PageModel, before: RowContext | undefined): RowContext {
  const { words, folders, run } = view;
  // What is in step may be chosen too, but nobody looks for its places while it is hidden.
  const isPlan = rows.counts.selectable > 0 || counts.selectable > counts.selectableInStep;
  const changeable = isPlan ? (run.status === 'idle' ? 'now' : 'later') : 'never';
  const grouped = state.groupBy === 'album';
  if (before?.changeable === changeable && before.grouped === grouped && before.selection === selection) return before;
  const names = new Map(folders.map(({ key, name }) => [key, name]));
  return { words, wordsOf, folders: names, grouped, selection, changeable, facts: opened.shown };
}

function wordsOfAll({ words, folders }: ReportView): Words {
  return wordsForAll(
    words,
    folders.map(({ report }) => report.terms),
  );
}

/** Bytes and requests of the last run. */
function trafficOf({ folders }: ReportView): Traffic {
  return folders.reduce(
    (sum, { report: { totals } }) => ({
      bytesUploaded: sum.bytesUploaded + totals.bytesUploaded,
      bytesDownloaded: sum.bytesDownloaded + totals.bytesDownloaded,
      requests: sum.requests + totals.requests,
    }),
    { bytesUploaded: 0, bytesDownloaded: 0, requests: 0 },
  );
}

function showChoosing({ view, rows, entryOf, isShown }: PageModel): void {
  if (choosing.root.hidden) return;
  const entries = [...selection.keys].flatMap((key) => (isShown(key) ? (entryOf(key) ?? []) : []));
  choosing.update({
    words: wordsOfAll(view),
    shown: rows.counts,
    entries: () => {
      followNow();
      return rows.entries();
    },
    picked: entries.filter(isSelectable),
    choices: state.choices,
  });
}

/** Why the table is empty. A run that has only begun does not know yet. */
function emptySentence(all: number, { words, run, folders }: ReportView): string {
  if (all === 0) {
    return run.status === 'running' || folders.some(({ stopped }) => stopped) ? '' : words.page.noItems;
  }
  const { text, events, actions, outcomes } = state.filter;
  const isFiltered = text !== '' || [events, actions, outcomes].some(({ length }) => length > 0);
  return isFiltered ? words.page.nothingMatches : words.page.allInStep;
}

/** The page before the first run: what a preview is, and the button for it. */
function invitation(words: PageModel['view']['words']['page']): readonly HTMLElement[] {
  return [
    icon({ id: 'file-media', color: 'descriptionForeground' }),
    element('h1', {}, [words.emptyTitle]),
    element('p', {}, [words.emptyText]),
    button(words.preview, { class: 'primary', icon: 'eye', onClick: () => send({ type: 'preview' }) }),
  ];
}

function setOpen(row: Row, open: boolean): void {
  if (row.kind === 'album') {
    if (row.open !== open) keep({ closed: toggled(state.closed, row.key) });
  } else {
    opened.setOpen(row.entry, open);
    keep({ opened: [...opened.keys] });
  }
  model?.rows.fold(look().folding);
  draw({ top: false, rows: true });
}

function openRow(row: Row): void {
  if (row.kind === 'album') return;
  const { folder, item } = row.entry;
  if (item.path !== undefined) send({ type: 'openFile', folder, path: item.path });
  else send({ type: 'openAlbum', folder, album: item.album });
}

function announce(text: string): void {
  if (spoken.textContent !== text) spoken.textContent = text;
}

function send(message: FromPage): void {
  host.postMessage(message);
}
