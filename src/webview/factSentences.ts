import type { ReportItem } from '../engine/report.ts';
import type { ItemFacts, SideFacts } from './protocol.ts';
import { actionWord, bytes } from './sentences.ts';
import { fill, type Words } from './words.ts';

/** One line of the comparison of an item's two sides. */
export interface FactLine {
  readonly label: string;
  readonly local: string;
  readonly remote: string;
  /** What is different, in words; empty where nothing is, or nobody knows. */
  readonly difference: string;
}

/** What the comparison found and which test decided, and what came of it: "Date: 2 days newer in the folder · replaced". */
export function verdictSentence(item: ReportItem, facts: ItemFacts, words: Words): string {
  const found = findingSentence(item, facts, words);
  return item.outcome === 'done' ? `${found} · ${actionWord(item, words)}` : found;
}

/** The facts of both sides beside each other; a fact that nobody knows of either side is left out. */
export function factLines(item: ReportItem, { local, remote }: ItemFacts, words: Words): readonly FactLine[] {
  const { facts: say } = words.page;
  const line = (label: string, textOf: (side: SideFacts) => string, differs: Difference): FactLine => ({
    label,
    local: local ? textOf(local) : '',
    remote: remote ? textOf(remote) : '',
    difference: local && remote ? differs(local, remote, words) : '',
  });
  const name = {
    label: say.name,
    local: local ? (item.path ?? '') : '',
    remote: remote ? `${item.album}/${item.name}` : '',
  };
  return [
    { ...name, difference: '' },
    line(say.changed, ({ modifiedMs }) => dateText(modifiedMs, words), dateDifference),
    line(say.size, ({ size }) => (size === undefined ? '' : bytes(size, words.language)), sizeDifference),
    line(say.dimensions, dimensionsText, otherThan(dimensionsText)),
    line(
      say.taken,
      ({ capturedAt }) => dateText(capturedAt, words),
      otherThan(({ capturedAt = '' }) => capturedAt),
    ),
    line(
      say.camera,
      ({ camera = '' }) => camera,
      otherThan(({ camera = '' }) => camera),
    ),
  ].filter((each) => each.local !== '' || each.remote !== '');
}

function findingSentence(item: ReportItem, facts: ItemFacts, words: Words): string {
  const { facts: say } = words.page;
  const { local, remote, decidedBy } = facts;
  if (decidedBy === undefined || !local || !remote) return words.events[item.event];
  if (item.event === 'UNKNOWN') return fill(say.undecided, say.tests[decidedBy]);
  const difference =
    decidedBy === 'hash'
      ? say.otherContent
      : { date: dateDifference, size: sizeDifference }[decidedBy](local, remote, words);
  return fill(say.decided, say.tests[decidedBy], difference === '' ? words.events[item.event] : difference);
}

type Difference = (local: SideFacts, remote: SideFacts, words: Words) => string;

const dateDifference: Difference = ({ modifiedMs: here }, { modifiedMs: there }, words) => {
  if (here === undefined || there === undefined || Math.abs(here - there) < 1000) return '';
  const { newerLocal, newerRemote } = words.page.facts;
  return fill(here > there ? newerLocal : newerRemote, duration(Math.abs(here - there), words.language));
};

const sizeDifference: Difference = ({ size: here }, { size: there }, words) => {
  if (here === undefined || there === undefined || here === there) return '';
  const { largerLocal, largerRemote } = words.page.facts;
  return fill(here > there ? largerLocal : largerRemote, bytes(Math.abs(here - there), words.language));
};

function otherThan(textOf: (side: SideFacts) => string): Difference {
  return (local, remote, words) => {
    const [here, there] = [textOf(local), textOf(remote)];
    return here !== '' && there !== '' && here !== there ? words.page.facts.differs : '';
  };
}

function dimensionsText({ dimensions }: SideFacts): string {
  return dimensions === undefined ? '' : `${String(dimensions.width)} × ${String(dimensions.height)}`;
}

/**
 * A time as people write it; the clock of a camera, which has no zone, counts as one of this zone.
 * @param when ms since 1970 UTC, or the time of a camera's clock
 */
export function dateText(when: number | string | undefined, { language }: Words): string {
  const date = new Date(when ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '';
  return date.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** "2 days", in the largest unit of which there is one. */
function duration(ms: number, language: string): string {
  const [unit, length] = UNITS.find(([, each]) => ms >= each) ?? UNITS[3];
  const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(language, options).format(Math.floor(ms / length));
}
