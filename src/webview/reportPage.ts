import type { Action } from '../engine/model.ts';
import type { ReportItem } from '../engine/report.ts';
import { choiceBar } from './choiceBar.ts';
import { choose, chosenEntries, standing, type Choices } from './choices.ts';
import { button, element, icon } from './element.ts';
import { filterBar } from './filterBar.ts';
import { headerOf, progressOf } from './header.ts';
import { openFacts } from './openFacts.ts';
import { PageModel } from './pageModel.ts';
import { unpackItems, unpackView } from './packedItems.ts';
import { restoredState, sortedBy, storedState, toggled, type PageState, type StoredState } from './pageState.ts';
import { problemList } from './problemList.ts';
import type { FromPage, ReportView, ToPage } from './protocol.ts';
import { filtered, rowsOf, type Entry, type Row } from './rows.ts';
import { isSelectable, NOTHING_SELECTED, type Selection } from './selection.ts';
import { tally, totalsOf } from './sentences.ts';
import { table } from './table.ts';
import { wordsFor, wordsForAll, type Words } from './words.ts';

/** Time between two looks at what a run has finished. */
const FINISHED_MS = 400;

const host = acquireVsCodeApi<StoredState>();
let state = restoredState(host.getState());
let model: PageModel | undefined;
let selection: Selection = NOTHING_SELECTED;
/** The entries that the filter shows, with what was chosen for them. */
let shown: readonly Entry[] = [];
let stale = { top: false, rows: false };
let frame: number | undefined;
let soon: ReturnType<typeof setTimeout> | undefined;
/** What a run has told and the page does not show yet. */
let finished: (readonly [folder: string, items: readonly ReportItem[]])[] = [];
let scrolledOnce = false;
/** How many choices the host knows of. */
let toldChosen = 0;

const top = element('div', { class: 'top' });
const problems = element('div');
const bar = filterBar(change, () => grid.focus());
const choosing = choiceBar({
  choose: chooseFor,
  selectAll: (how) => select(how === 'all' ? everything() : NOTHING_SELECTED),
  reset: () => putChoices(new Map()),
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

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
window.addEventListener('keydown', (event) => {
  const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
  const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'search';
  if (!isFind && !(event.key === '/' && !isTyping)) return;
  event.preventDefault();
  event.stopPropagation();
  bar.focusText();
});
send({ type: 'ready' });

function receive(message: ToPage): void {
  switch (message.type) {
    case 'show':
      model = new PageModel(unpackView(message.view));
      finished = [];
      keepStanding(model);
      opened.renew(model.entries);
      draw({ top: true, rows: true });
      return;
    case 'items':
      finished.push([message.folder, unpackItems(message.items)]);
      drawSoon();
      return;
    case 'facts':
      opened.put(message.facts);
      draw({ top: false, rows: true });
      return;
    case 'run':
      model?.setRun(message.run);
      draw({ top: true, rows: false });
      return;
  }
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
  putChoices(choose(state.choices, entries, action));
}

function putChoices(choices: Choices): void {
  keep({ choices });
  tellChosen();
  draw({ top: true, rows: true });
}

/** Lets go of choices whose items are not as they were. While a run is on, nobody knows yet. */
function keepStanding({ view, entries }: PageModel): void {
  const known = new Set(view.folders.filter(({ report }) => report.items.length > 0).map(({ key }) => key));
  const choices =
    view.run.status === 'idle' ? standing(state.choices, entries, (folder) => known.has(folder)) : state.choices;
  if (choices.size !== state.choices.size) keep({ choices });
  tellChosen();
}

function tellChosen(): void {
  const count = state.choices.size;
  if (count !== toldChosen) send({ type: 'chosen', count });
  toldChosen = count;
}

function everything(): Selection {
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
    const entries = chosenEntries(model.entries, state.choices);
    if (drawTop) showTop(model, entries);
    if (drawRows) showRows(model, entries);
  });
}

/** Draws what a run has finished a little later: it tells of it many times a second, and people want to scroll meanwhile. */
function drawSoon(): void {
  soon ??= setTimeout(() => {
    soon = undefined;
    for (const [folder, parts] of Map.groupBy(finished, ([key]) => key))
      model?.put(
        folder,
        parts.flatMap(([, items]) => items),
      );
    finished = [];
    draw({ top: true, rows: true });
  }, FINISHED_MS);
}

function showTop({ view, tally: known }: PageModel, entries: readonly Entry[]): void {
  const counts = state.choices.size === 0 ? known : tally(entries.map(({ item }) => item));
  const blank = view.folders.length === 0 && view.run.status === 'idle';
  document.body.classList.toggle('blank', blank);
  const progress = progressOf(view.run, view, send);
  const focused = top.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
  top.replaceChildren(
    ...(blank ? [] : [headerOf(view, { entries, counts }, { send, apply })]),
    ...(progress === undefined ? [] : [progress]),
  );
  for (const candidate of top.querySelectorAll('button')) if (candidate.textContent === focused) candidate.focus();
  const list = problemList(view, send);
  problems.replaceChildren(...(list === undefined ? [] : [list]));
  if (blank) empty.replaceChildren(...invitation(view.words.page));
}

function showRows({ view }: PageModel, entries: readonly Entry[]): void {
  const { words, folders, run } = view;
  const grouping = { by: state.groupBy, closed: new Set(state.closed) };
  shown = filtered(entries, state.filter);
  const ofService = new Map(folders.map(({ key, report }) => [key, wordsFor(words, report.terms)]));
  const wordsOf = (folder: string): Words => ofService.get(folder) ?? words;
  const rows = rowsOf(shown, { sort: state.sort, grouping, wordsOf, opened: opened.keys });
  const traffic = folders.reduce(
    (sum, { report: { totals } }) => ({
      bytesUploaded: sum.bytesUploaded + totals.bytesUploaded,
      bytesDownloaded: sum.bytesDownloaded + totals.bytesDownloaded,
      requests: sum.requests + totals.requests,
    }),
    { bytesUploaded: 0, bytesDownloaded: 0, requests: 0 },
  );
  const totals = totalsOf(
    entries.map(({ item }) => item),
    traffic,
  );
  const ofServices = wordsForAll(
    words,
    folders.map(({ report }) => report.terms),
  );
  bar.update({ words: ofServices, totals, state, shown: shown.length, all: entries.length });
  bar.root.hidden = entries.length === 0;
  grid.root.hidden = rows.length === 0;
  detail.hidden = rows.length === 0;
  if (folders.length > 0) {
    const sentence = rows.length > 0 ? '' : emptySentence(entries, view);
    empty.replaceChildren(...(sentence === '' ? [] : [element('p', {}, [sentence])]));
  }
  const names = new Map(folders.map(({ key, name }) => [key, name]));
  // What is in step may be chosen too, but nobody looks for its places while it is hidden.
  const isPlan = shown.some(isSelectable) || entries.some((entry) => isSelectable(entry) && !isInStep(entry));
  const changeable = isPlan ? (run.status === 'idle' ? 'now' : 'later') : 'never';
  grid.show(rows, state.sort, {
    ...{ words, wordsOf, folders: names, grouped: state.groupBy === 'album' },
    ...{ selection, changeable, facts: opened.shown },
  });
  const isChangeable = shown.some(isSelectable) || state.choices.size > 0;
  choosing.root.hidden = changeable !== 'now' || !isChangeable;
  showChoosing({ view });
  if (!scrolledOnce && rows.length > 0) {
    scrolledOnce = true;
    grid.scrollTo(state.scrollTop);
  }
  announce(bar.root.querySelector('.shown')?.textContent ?? '');
}

function isInStep({ item }: Entry): boolean {
  return item.outcome === 'silent';
}

function showChoosing({ view: { words, folders } }: Pick<PageModel, 'view'>): void {
  if (choosing.root.hidden) return;
  const ofServices = wordsForAll(
    words,
    folders.map(({ report }) => report.terms),
  );
  choosing.update({ words: ofServices, shown, selection, choices: state.choices });
}

/** Why the table is empty. A run that has only begun does not know yet. */
function emptySentence(entries: readonly Entry[], { words, run, folders }: ReportView): string {
  if (entries.length === 0) {
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
    if (row.open !== open) change({ closed: toggled(state.closed, row.key) });
    return;
  }
  opened.setOpen(row.entry, open);
  keep({ opened: [...opened.keys] });
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
