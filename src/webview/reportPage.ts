import { button, element, icon } from './element.ts';
import { filterBar } from './filterBar.ts';
import { headerOf, progressOf } from './header.ts';
import { PageModel } from './pageModel.ts';
import { unpackItems, unpackView } from './packedItems.ts';
import { restoredState, sortedBy, toggled, type PageState } from './pageState.ts';
import { problemList } from './problemList.ts';
import type { FromPage, ReportView, ToPage } from './protocol.ts';
import { filtered, rowsOf, type Entry, type Row } from './rows.ts';
import { totalsOf } from './sentences.ts';
import { table } from './table.ts';

const host = acquireVsCodeApi<PageState>();
let state = restoredState(host.getState());
let model: PageModel | undefined;
let stale = { top: false, rows: false };
let frame: number | undefined;
let scrolledOnce = false;

const top = element('div', { class: 'top' });
const problems = element('div');
const bar = filterBar(change, () => grid.focus());
const detail = element('div', { class: 'row-detail' });
const empty = element('div', { class: 'empty' });
const spoken = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
const grid = table({
  sortBy: (column) => change({ sort: sortedBy(state.sort, column) }),
  open: openRow,
  setOpen: (row, open) => {
    if (row.open !== open) change({ closed: toggled(state.closed, row.key) });
  },
  scrolled: (scrollTop) => keep({ scrollTop }),
  describe: (text) => {
    detail.textContent = text;
  },
});
document.body.append(element('main', {}, [top, problems, bar.root, grid.root, empty, detail]), spoken);

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
      draw({ top: true, rows: true });
      return;
    case 'items':
      model?.put(message.folder, unpackItems(message.items));
      draw({ top: true, rows: true });
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
  host.setState(state);
}

/** Draws once a frame, however many messages came. */
function draw(parts: { readonly top: boolean; readonly rows: boolean }): void {
  stale = { top: stale.top || parts.top, rows: stale.rows || parts.rows };
  frame ??= requestAnimationFrame(() => {
    const { top: drawTop, rows: drawRows } = stale;
    stale = { top: false, rows: false };
    frame = undefined;
    if (model === undefined) return;
    if (drawTop) showTop(model);
    if (drawRows) showRows(model);
  });
}

function showTop({ view }: PageModel): void {
  const blank = view.folders.length === 0 && view.run.status === 'idle';
  document.body.classList.toggle('blank', blank);
  const progress = progressOf(view.run, view, send);
  const focused = top.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
  top.replaceChildren(...(blank ? [] : [headerOf(view, send)]), ...(progress === undefined ? [] : [progress]));
  for (const candidate of top.querySelectorAll('button')) if (candidate.textContent === focused) candidate.focus();
  const list = problemList(view, send);
  problems.replaceChildren(...(list === undefined ? [] : [list]));
  if (blank) empty.replaceChildren(...invitation(view.words.page));
}

function showRows({ view, entries }: PageModel): void {
  const { words, folders } = view;
  const grouping = { by: state.groupBy, closed: new Set(state.closed) };
  const shown = filtered(entries, state.filter);
  const rows = rowsOf(shown, { sort: state.sort, grouping, words });
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
  bar.update({ words, totals, state, shown: shown.length, all: entries.length });
  bar.root.hidden = entries.length === 0;
  grid.root.hidden = rows.length === 0;
  detail.hidden = rows.length === 0;
  if (folders.length > 0) {
    const sentence = rows.length > 0 ? '' : emptySentence(entries, view);
    empty.replaceChildren(...(sentence === '' ? [] : [element('p', {}, [sentence])]));
  }
  const names = new Map(folders.map(({ key, name }) => [key, name]));
  grid.show(rows, state.sort, { words, folders: names, grouped: state.groupBy === 'album' });
  if (!scrolledOnce && rows.length > 0) {
    scrolledOnce = true;
    grid.scrollTo(state.scrollTop);
  }
  announce(bar.root.querySelector('.shown')?.textContent ?? '');
}

/** Why the table is empty. A run that has only begun does not know yet. */
function emptySentence(entries: readonly Entry[], { words, run, folders }: ReportView): string {
  if (entries.length === 0) {
    return run.status === 'running' || folders.some(({ stopped }) => stopped) ? '' : words.page.noItems;
  }
  const isFiltered = state.filter.text !== '' || state.filter.events.length > 0 || state.filter.outcomes.length > 0;
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
