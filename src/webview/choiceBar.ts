import type { Action } from '../engine/model.ts';
import { inOfferedOrder, type Choices } from './choices.ts';
import { button, element } from './element.ts';
import { countsOfEntries, type EntryCounts } from './entryCounts.ts';
import type { Entry } from './rows.ts';
import { extent, isSelectable } from './selection.ts';
import { choiceWord } from './sentences.ts';
import { fill, type Words } from './words.ts';
import { wholeNumbers } from './wholeNumbers.ts';

/** What the bar needs to draw itself. */
export interface ChoiceBarView {
  readonly words: Words;
  /** What is counted of the entries that the filter shows, as they were chosen. */
  readonly shown: EntryCounts;
  /** Those of them, in their order. */
  readonly entries: () => readonly Entry[];
  /** Those of them that are picked out. */
  readonly picked: readonly Entry[];
  readonly choices: Choices;
}

/** What the bar asks of the page. */
export interface ChoiceBarPorts {
  readonly choose: (entries: readonly Entry[], action: Action | 'planned') => void;
  readonly selectAll: (how: 'all' | 'none') => void;
  readonly reset: () => void;
}

/** The line above the table that changes the actions of many items at once. */
export interface ChoiceBar {
  readonly root: HTMLElement;
  update(view: ChoiceBarView): void;
}

export function choiceBar(ports: ChoiceBarPorts): ChoiceBar {
  const all = element('input', { type: 'checkbox' });
  const select = element('select', { class: 'choice-all' });
  const selected = element('span', { class: 'selected-count' });
  const changed = element('span', { class: 'changed-count' });
  const reset = button('', { class: 'link', onClick: ports.reset });
  const root = element('section', { class: 'choice-bar' }, [all, select, selected, changed, reset]);
  let targets: () => readonly Entry[] = () => [];
  all.addEventListener('change', () => ports.selectAll(all.checked ? 'all' : 'none'));
  select.addEventListener('change', () => {
    const action = select.value as Action | 'planned';
    select.selectedIndex = 0;
    ports.choose(targets(), action);
  });
  return {
    root,
    update({ words, shown, entries, picked, choices }) {
      const { choice } = words.page;
      const number = wholeNumbers(words.language);
      const isPicked = picked.length > 0;
      const count = isPicked ? picked.length : shown.selectable;
      targets = () => (isPicked ? picked : entries().filter(isSelectable));
      const extentNow = extent(picked.length, shown.selectable);
      all.checked = extentNow === 'all';
      all.indeterminate = extentNow === 'some';
      all.setAttribute('aria-label', choice.selectAll);
      all.title = choice.selectAll;
      const ofShown = count === 1 ? choice.changeOne : choice.changeShown;
      const title = fill(isPicked ? choice.changeSelected : ofShown, number.format(count));
      select.setAttribute('aria-label', title);
      select.disabled = count === 0;
      select.replaceChildren(
        element('option', { value: '', selected: true, disabled: true, hidden: true }, [title]),
        element('option', { value: 'planned' }, [choice.asPlanned]),
        ...inOfferedOrder(isPicked ? countsOfEntries(picked).offers : shown.offers).map(([action, offered]) =>
          // What leaves an item as it is has one word here, whatever the item.
          element('option', { value: action }, [
            `${choiceWord(action, 'LOCAL_ONLY', words)} (${number.format(offered)})`,
          ]),
        ),
      );
      selected.textContent = isPicked ? fill(choice.selected, number.format(picked.length)) : '';
      changed.textContent = choices.size > 0 ? fill(choice.changed, number.format(choices.size)) : '';
      reset.textContent = choice.reset;
      reset.hidden = choices.size === 0;
      root.setAttribute('aria-label', choice.bar);
    },
  };
}
