import type { Capture } from '../../engine/model.ts';
import { fingerprintAt } from '../fingerprint.ts';
import { JPEG } from '../jpeg.ts';
import type { Head, HeadAnswer, HeadsAnswer } from './protocol.ts';

/** No photo is so wide. */
const NOT_TOLD = 0xffff_ffff;

/** Answers for many files, as they pass from one thread to another. */
export function headColumns(answers: readonly HeadAnswer[], looks?: BigInt64Array): HeadsAnswer {
  const sizes = new Uint32Array(2 * answers.length);
  for (const [index, answer] of answers.entries()) {
    const capture = captureOf(answer);
    sizes[2 * index] = capture ? (capture.dimensions?.width ?? 0) : NOT_TOLD;
    sizes[2 * index + 1] = capture?.dimensions?.height ?? 0;
  }
  return {
    types: answers.map((answer) => ('error' in answer ? answer.error : answer.type)),
    dates: answers.map((answer) => captureOf(answer)?.capturedAt),
    captions: answers.map((answer) => captureOf(answer)?.caption),
    sizes,
    looks,
  };
}

/** The same answers on the other side. */
export function headsIn(columns: HeadsAnswer): readonly HeadAnswer[] {
  return columns.types.map((type, index) => {
    if (typeof type === 'object' && 'message' in type) return { error: type };
    const look = columns.looks && fingerprintAt(columns.looks, index);
    return {
      type: typeof type === 'object' && type.mime === JPEG.mime ? JPEG : type,
      capture: captureAt(columns, index),
      ...(look && look.changedNs !== 0n && { look }),
    };
  });
}

function captureOf(answer: HeadAnswer): Head['capture'] {
  return 'error' in answer ? undefined : answer.capture;
}

function captureAt({ dates, captions, sizes }: HeadsAnswer, index: number): Capture | undefined {
  const [width = 0, height = 0] = [sizes[2 * index], sizes[2 * index + 1]];
  if (width === NOT_TOLD) return undefined;
  const dimensions = width > 0 && height > 0 ? { width, height } : undefined;
  return { capturedAt: dates[index], caption: captions[index], dimensions };
}
