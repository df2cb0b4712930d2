import { button, element, icon } from './element.ts';
import { factLines, verdictSentence } from './factSentences.ts';
import type { ShownFacts } from './openFacts.ts';
import type { Entry } from './rows.ts';
import type { Words } from './words.ts';

/** The two sides of an item beside each other: pictures, facts, and in words what is different. */
export function factsCell({ item }: Entry, shown: ShownFacts | undefined, words: Words): HTMLElement {
  const { facts: say } = words.page;
  if (shown === undefined) return cell([element('p', { class: 'facts-verdict' }, [say.looking])]);
  const { facts, pictures } = shown;
  const open =
    item.path === undefined ? [] : [button(say.open, { class: 'link open-photo', onClick: () => undefined })];
  const lines = factLines(item, facts, words).map(({ label, local, remote, difference }) =>
    element('tr', { class: difference === '' ? '' : 'differs' }, [
      element('th', { scope: 'row' }, [label]),
      element('td', {}, [local === '' ? '–' : local]),
      element('td', {}, [remote === '' ? '–' : remote]),
      element('td', { class: 'difference' }, difference === '' ? [] : [icon(DIFFERS), difference]),
    ]),
  );
  const heads = [say.local, say.remote, say.difference].map((text) => element('th', { scope: 'col' }, [text]));
  const isLooking = facts.state === 'looking';
  // The facts are those of the comparison: what a run has brought since is there too.
  const brought = item.outcome === 'done' ? item.action : undefined;
  const isThere = {
    local: facts.local !== undefined || brought === 'DOWNLOAD_REMOTE',
    remote: facts.remote !== undefined || brought === 'UPLOAD_LOCAL',
  };
  return cell([
    picture(pictures.local, { side: say.local, there: isThere.local, isLooking, name: item.name }, words),
    picture(pictures.remote, { side: say.remote, there: isThere.remote, isLooking, name: item.name }, words),
    element('div', { class: 'facts-words' }, [
      element('p', { class: 'facts-verdict' }, [verdictSentence(item, facts, words), ' ', ...open]),
      element('table', {}, [
        element('thead', {}, [element('tr', {}, [element('td'), ...heads])]),
        element('tbody', {}, lines),
      ]),
    ]),
  ]);
}

const DIFFERS = { id: 'diff-modified', color: 'charts.yellow' } as const;

interface Picture {
  readonly side: string;
  readonly there: boolean;
  readonly isLooking: boolean;
  readonly name: string;
}

/** A picture, or in words why there is none. */
function picture(url: string | undefined, { side, there, isLooking, name }: Picture, { page }: Words): HTMLElement {
  const { nothing, looking, noPicture } = page.facts;
  const instead = there ? (isLooking ? looking : noPicture) : nothing;
  const shown =
    url === undefined
      ? element('span', { class: 'no-picture' }, [instead])
      : element('img', { src: url, alt: `${side}: ${name}` });
  return element('figure', { class: there ? '' : 'missing' }, [shown, element('figcaption', {}, [side])]);
}

function cell(children: readonly Node[]): HTMLElement {
  return element('div', { role: 'gridcell', 'aria-colspan': 6, class: 'facts-cell' }, children);
}
