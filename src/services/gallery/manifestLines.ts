import { MANIFEST_END, MANIFEST_START } from './manifest.ts';

/** The lines of a manifest, one an item, in one text: hundreds of texts for an album would be much to clear away. */
export interface ManifestLines {
  readonly length: number;
  /** A line, as `formatEntry` writes it. */
  at(line: number): string;
  /** The first line that begins so, or -1. */
  beginningWith(start: string): number;
  /** The first line with this text in it, which holds no line break; or -1. */
  including(part: string): number;
  /** How often a text without line breaks is in them. */
  count(part: string): number;
  /** Tells what follows each occurrence of `mark`, until `end`, with the line that it is in. */
  eachAfter(mark: string, end: string, tell: (text: string, line: number) => void): void;
  /** All lines, these ones of them replaced, as they stand in a manifest: in pieces, which nobody has to put together. */
  body(replaced: ReadonlyMap<number, string>): readonly string[];
}

/** How the line of each item begins. */
export const NAME = '{"name":';

/** In a text of JSON, a line break stands only between the lines. */
const BEFORE_LINE = '\n  ';

/** The lines of a manifest that `formatManifest` wrote; undefined where it does not look so. */
export function linesOfManifest(text: string): ManifestLines | undefined {
  const head = text.indexOf(BEFORE_LINE);
  if (head < 0 || !text.startsWith(MANIFEST_START) || !text.endsWith('"items":[', head)) return undefined;
  if (!text.endsWith(`}${MANIFEST_END}`)) return undefined;
  const starts: number[] = [];
  for (let line = head; line >= 0; line = text.indexOf(BEFORE_LINE, line + 1)) {
    if (line > head && !text.endsWith('},', line)) return undefined;
    if (!text.startsWith(NAME, line + BEFORE_LINE.length)) return undefined;
    starts.push(line + BEFORE_LINE.length);
  }
  return manifestLines(text, starts);
}

function manifestLines(text: string, starts: readonly number[]): ManifestLines {
  const startOf = (line: number) => starts[line] ?? text.length;
  const last = starts.length - 1;
  const endOf = (line: number) =>
    line === last ? text.length - MANIFEST_END.length : startOf(line + 1) - BEFORE_LINE.length - 1;

  /** The line of a place in it. */
  function lineOf(place: number): number {
    let [first, beyond] = [0, starts.length];
    while (beyond - first > 1) {
      const middle = (first + beyond) >> 1;
      if (startOf(middle) <= place) first = middle;
      else beyond = middle;
    }
    return first;
  }

  /** The place behind the next occurrence, or -1. */
  function nextOf(part: string, from: number): number {
    const place = text.indexOf(part, from);
    return place < 0 ? -1 : place + part.length;
  }

  return {
    length: starts.length,
    at: (line) => text.slice(startOf(line), endOf(line)),
    beginningWith(start) {
      const place = text.indexOf(`${BEFORE_LINE}${start}`);
      return place < 0 ? -1 : lineOf(place + BEFORE_LINE.length);
    },
    including(part) {
      const place = text.indexOf(part, startOf(0));
      return place < 0 ? -1 : lineOf(place);
    },
    count(part) {
      let count = 0;
      for (let place = nextOf(part, startOf(0)); place >= 0; place = nextOf(part, place)) count++;
      return count;
    },
    eachAfter(mark, end, tell) {
      let line = 0;
      for (let place = nextOf(mark, startOf(0)); place >= 0; place = nextOf(mark, place)) {
        while (line < last && startOf(line + 1) <= place) line++;
        tell(text.slice(place, text.indexOf(end, place)), line);
      }
    },
    body(replaced) {
      const body: string[] = [];
      let from = startOf(0);
      for (const [line, now] of [...replaced].toSorted(([one], [other]) => one - other)) {
        body.push(text.slice(from, startOf(line)), now);
        from = endOf(line);
      }
      return [...body, text.slice(from, endOf(last))];
    },
  };
}
