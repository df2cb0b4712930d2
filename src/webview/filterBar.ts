import { ACTIONS, EVENTS, OUTCOMES, type Outcome, type SyncEvent } from '../engine/model.ts';
import type { ReportTotals } from '../engine/report.ts';
import { element, icon } from './element.ts';
import { EVENT_ICONS, OUTCOME_ICONS, type Icon } from './icons.ts';
import { toggled, type PageState } from './pageState.ts';
import { bytes, choiceWord } from './sentences.ts';
import { fill, type Words } from './words.ts';
import { wholeNumbers } from './wholeNumbers.ts';

/** What the bar needs to draw itself. */
export interface FilterBarView {
  readonly words: Words;
  readonly totals: ReportTotals;
  readonly state: PageState;
  readonly shown: number;
  readonly all: number;
}

/** The totals, which are also the filters: events, outcomes, text, and what is shown at all. */
export interface FilterBar {
  readonly root: HTMLElement;
  update(view: FilterBarView): void;
  focusText(): void;
}

export function filterBar(change: (state: Partial<PageState>) => void, leave: () => void): FilterBar {
  const chips = element('div', { class: 'chips' });
  const input = element('input', { type: 'search', class: 'filter-text', spellcheck: 'false', autocomplete: 'off' });
  const toggles = element('div', { class: 'toggles' });
  const shown = element('span', { class: 'shown' });
  const root = element('section', { class: 'filters' }, [
    chips,
    element('div', { class: 'filter-line' }, [input, toggles, shown]),
  ]);
  let view: FilterBarView | undefined;
  const setText = (text: string): void => {
    if (view !== undefined) change({ filter: { ...view.state.filter, text } });
  };
  input.addEventListener('input', () => setText(input.value));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && input.value !== '') {
      input.value = '';
      setText('');
    } else if (event.key === 'Escape' || event.key === 'ArrowDown') leave();
    else return;
    event.preventDefault();
  });
  return {
    root,
    focusText() {
      input.focus();
      input.select();
    },
    update(next) {
      view = next;
      const { words, state } = next;
      input.placeholder = words.page.filterPlaceholder;
      input.setAttribute('aria-label', words.page.filterLabel);
      if (document.activeElement !== input) input.value = state.filter.text;
      shown.textContent = fill(words.page.shown, number(next.shown, next), number(next.all, next));
      keepFocus(root, () => {
        chips.replaceChildren(
          eventChips(next, change),
          actionChips(next, change),
          outcomeChips(next, change),
          traffic(next),
        );
        toggles.replaceChildren(...viewToggles(next, change));
      });
    },
  };
}

function eventChips(view: FilterBarView, change: (state: Partial<PageState>) => void): HTMLElement {
  const { words, totals, state } = view;
  const chosen = state.filter.events;
  const chips = EVENTS.filter((event) => totals.events[event] > 0 || chosen.includes(event)).map((event: SyncEvent) =>
    chip(
      { icon: EVENT_ICONS[event], label: event, count: totals.events[event], title: words.events[event] },
      { pressed: chosen.includes(event), view },
      () => change({ filter: { ...state.filter, events: toggled(chosen, event) } }),
    ),
  );
  return chipGroup(words.page.events, words.page.columns.event, chips);
}

/** What is to be done or was; that nothing is to be done is told by the event and the outcome. */
function actionChips(view: FilterBarView, change: (state: Partial<PageState>) => void): HTMLElement {
  const { words, totals, state } = view;
  const chosen = state.filter.actions;
  const chips = ACTIONS.filter(
    (action) => chosen.includes(action) || (action !== 'SILENT' && totals.actions[action] > 0),
  ).map((action) =>
    chip(
      { label: choiceWord(action, 'SAME', words), count: totals.actions[action], title: action },
      { pressed: chosen.includes(action), view },
      () => change({ filter: { ...state.filter, actions: toggled(chosen, action) } }),
    ),
  );
  return chipGroup(words.page.actions, words.page.columns.action, chips);
}

function outcomeChips(view: FilterBarView, change: (state: Partial<PageState>) => void): HTMLElement {
  const { words, totals, state } = view;
  const chosen = state.filter.outcomes;
  const chips = OUTCOMES.filter((outcome) => totals.outcomes[outcome] > 0 || chosen.includes(outcome)).map(
    (outcome: Outcome) =>
      chip(
        { icon: OUTCOME_ICONS[outcome], label: words.outcomes[outcome], count: totals.outcomes[outcome] },
        { pressed: chosen.includes(outcome), view },
        () => change({ filter: { ...state.filter, outcomes: toggled(chosen, outcome) } }),
      ),
  );
  return chipGroup(words.page.outcomes, words.page.columns.outcome, chips);
}

/** The chips of one kind; what kind that is stands before them in one word. */
function chipGroup(label: string, caption: string, chips: readonly HTMLElement[]): HTMLElement {
  const before =
    chips.length === 0 ? [] : [element('span', { class: 'chip-caption', 'aria-hidden': 'true' }, [caption])];
  return element('div', { role: 'group', 'aria-label': label, class: 'chip-group' }, [...before, ...chips]);
}

interface ChipFace {
  readonly icon?: Icon;
  readonly label: string;
  readonly count: number;
  readonly title?: string;
}

function chip(
  face: ChipFace,
  { pressed, view }: { readonly pressed: boolean; readonly view: FilterBarView },
  onClick: () => void,
): HTMLElement {
  const made = element(
    'button',
    { type: 'button', class: 'chip', 'aria-pressed': String(pressed), title: face.title, 'data-focus': face.label },
    [
      ...(face.icon === undefined ? [] : [icon(face.icon)]),
      element('span', { class: 'chip-label' }, [face.label]),
      ' ',
      element('span', { class: 'chip-count' }, [number(face.count, view)]),
    ],
  );
  made.addEventListener('click', onClick);
  return made;
}

/** Bytes and requests of the last run; left out where there were none. */
function traffic(view: FilterBarView): HTMLElement {
  const { words, totals } = view;
  const texts = [
    totals.bytesUploaded > 0 ? fill(words.page.uploaded, bytes(totals.bytesUploaded, view.words.language)) : '',
    totals.bytesDownloaded > 0 ? fill(words.page.downloaded, bytes(totals.bytesDownloaded, view.words.language)) : '',
    totals.requests > 0 ? fill(words.page.requests, number(totals.requests, view)) : '',
  ];
  return element('div', { class: 'traffic' }, [texts.filter(Boolean).join(' · ')]);
}

function viewToggles(view: FilterBarView, change: (state: Partial<PageState>) => void): readonly HTMLElement[] {
  const { words, totals, state } = view;
  const { filter } = state;
  const toggles = [
    toggle(words.page.group, state.groupBy === 'album', () =>
      change({ groupBy: state.groupBy === 'album' ? 'nothing' : 'album' }),
    ),
  ];
  if (totals.outcomes.silent > 0) {
    const label = fill(words.page.showInStep, number(totals.outcomes.silent, view));
    toggles.push(
      toggle(label, filter.inStep === 'shown', () =>
        change({ filter: { ...filter, inStep: filter.inStep === 'shown' ? 'hidden' : 'shown' } }),
      ),
    );
  }
  return toggles;
}

function toggle(label: string, on: boolean, onClick: () => void): HTMLElement {
  const box = element('input', { type: 'checkbox', 'data-focus': label.replaceAll(/\d/g, '') });
  box.checked = on;
  box.addEventListener('change', onClick);
  return element('label', { class: 'toggle' }, [box, label]);
}

/** Draws anew and gives the focus back to the control that had it. */
function keepFocus(root: HTMLElement, draw: () => void): void {
  const focused = document.activeElement instanceof HTMLElement && root.contains(document.activeElement);
  const name = focused ? (document.activeElement as HTMLElement).dataset['focus'] : undefined;
  draw();
  if (name === undefined) return;
  for (const candidate of root.querySelectorAll<HTMLElement>('[data-focus]')) {
    if (candidate.dataset['focus'] === name) candidate.focus();
  }
}

function number(value: number, view: FilterBarView): string {
  return wholeNumbers(view.words.language).format(value);
}
