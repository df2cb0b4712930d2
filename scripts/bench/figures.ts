import type { Middle, Middles } from './inTurn.ts';
import type { Figures } from './row.ts';

/** A row whose goal is a part, or a multiple, of the time that the other takes. */
export function ratioFigures({ ours, theirs }: Middles, most: number, notes: readonly string[]): Figures {
  const ratio = theirs && ours.seconds / theirs.seconds;
  return {
    ours: runInWords(ours),
    theirs: theirs ? runInWords(theirs) : NOT_THERE,
    ratio: ratio === undefined ? '' : ratio.toFixed(2),
    isMet: ratio === undefined ? undefined : ratio <= most,
    notes,
  };
}

/** What stands for a peer that this computer does not have. */
export const NOT_THERE = 'not installed here';

/** `1.23 s (2.1 s CPU, 120 MB)` */
export function runInWords({ seconds, cpuSeconds, peakBytes }: Middle): string {
  const more = [
    ...(cpuSeconds > 0 ? [`${secondsInWords(cpuSeconds)} CPU`] : []),
    ...(peakBytes > 0 ? [megabytes(peakBytes)] : []),
  ];
  return `${secondsInWords(seconds)}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
}

export function secondsInWords(seconds: number): string {
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
