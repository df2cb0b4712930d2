import { SIGN_IN_CODES } from '../engine/errors.ts';
import type { Problem } from '../engine/model.ts';
import { button, element, icon } from './element.ts';
import type { FromPage, ReportView } from './protocol.ts';
import { piecesOf } from './webAddresses.ts';
import { fill, type Words } from './words.ts';

/** More than this and nobody reads them here; the exported report has them all. */
const MOST_PROBLEMS = 100;

/** What went wrong or needs a decision, each with the way to mend it. Undefined when there is nothing. */
export function problemList(view: ReportView, send: (message: FromPage) => void): HTMLElement | undefined {
  const { words } = view;
  const all = view.folders.flatMap(({ key, report }) =>
    report.problems.map((problem) => ({ folder: key, service: report.service, problem })),
  );
  if (all.length === 0) return undefined;
  const lines = all.slice(0, MOST_PROBLEMS).map((about) => problemLine(about, words, send));
  const children = [element('ul', {}, lines)];
  const more = all.length - lines.length;
  const rest = more > 0 ? [element('p', {}, [fill(words.page.moreProblems, more)])] : [];
  return element('section', { class: 'problems', 'aria-label': words.page.problems }, [...children, ...rest]);
}

interface About {
  readonly folder: string;
  readonly service: string;
  readonly problem: Problem;
}

function problemLine(
  { folder, service, problem: { code, message, path, setting } }: About,
  words: Words,
  send: (message: FromPage) => void,
): HTMLElement {
  const ways: Node[] = [];
  if (SIGN_IN_CODES.has(code)) {
    const signIn = (): void => send({ type: 'signIn', service });
    ways.push(button(words.page.signIn, { class: 'link', onClick: signIn }));
  }
  if (setting !== undefined) {
    const open = (): void => send({ type: 'openSetting', folder, setting });
    ways.push(button(words.page.openSetting, { class: 'link', onClick: open }));
  }
  if (path !== undefined) {
    const open = (): void => send({ type: 'openFile', folder, path });
    ways.push(button(fill(words.page.openFile, path), { class: 'link', onClick: open }));
  }
  return element('li', {}, [
    icon({ id: 'warning', color: 'problemsWarningIcon.foreground' }),
    element('span', { class: 'problem-text' }, [...linked(message), ' ', element('code', {}, [code])]),
    ...(ways.length > 0 ? [element('span', { class: 'ways' }, ways)] : []),
  ]);
}

/** An address is long and says little, so that of its site stands for it. The editor opens it in the browser. */
function linked(message: string): readonly (Node | string)[] {
  return piecesOf(message).map(({ kind, text }) =>
    kind === 'address' ? element('a', { href: text, title: text, class: 'link' }, [new URL(text).host]) : text,
  );
}
