import assert from 'node:assert/strict';
import { exitStatus } from '../../../src/run/exitStatus.ts';
import { reportText } from '../../harness/library.ts';
import type { Library } from '../../harness/library.ts';
import { contentsOf } from '../state/contents.ts';
import type { Contents } from '../state/contents.ts';
import { SCENARIO_SETTINGS } from './referenceScenario.ts';

const going = new AbortController().signal;

/** What must be true of a library however a run over it ended. */
export interface Course {
  readonly before: Contents;
  /** After a run that nothing disturbed. */
  readonly after: Contents;
}

/** P1 and P2: right after the cut nothing is lost, and every path holds its old content or the one it shall have. */
export function checkNothingLost(library: Library, { before, after }: Course): void {
  const now = contentsOf(library);
  const all = new Set([...now.live.values(), ...now.trashed.values()]);
  const known = new Set([...before.live.values(), ...before.trashed.values()]);
  for (const text of known) assert.ok(all.has(text), `"${text}" is nowhere any more`);
  for (const [file, text] of now.live) {
    const expected = [before.live.get(file), after.live.get(file)];
    const isCopy = !before.live.has(file) && known.has(text);
    assert.ok(expected.includes(text) || isCopy, `${file} holds ${text}`);
  }
  for (const [file, text] of now.trashed) assert.ok(known.has(text), `${file} holds ${text}`);
}

/** P3, P4 and P8: the next run completes what the cut one left, and then there is nothing more to do. */
export async function checkCompletion(library: Library, course: Course): Promise<void> {
  const second = await library.run({ settings: SCENARIO_SETTINGS });
  const undone = second.items.filter(({ outcome }) => outcome !== 'done' && outcome !== 'silent');
  assert.deepEqual([undone, exitStatus(second, going)], [[], 0], reportText(second));
  const third = await library.run({ kind: 'preview', settings: SCENARIO_SETTINGS });
  const open = third.items.filter(({ event, outcome }) => event !== 'SAME' || outcome !== 'silent');
  assert.deepEqual([open, third.problems], [[], []], reportText(third));
  const last = contentsOf(library);
  assert.deepEqual(last.unfinished, []);
  assert.deepEqual(namesAndContents(last), namesAndContents(course.after));
  checkNothingLost(library, course);
}

/**
 * The names and contents on both sides. In which part of its album an item lies may differ, and a conflict that was met
 * twice may have left a second copy.
 */
export function namesAndContents({ live, titles }: Contents): readonly string[] {
  const shown = [...live].map(([file, text]) => {
    const name = file
      .replace(/^album-gallery\/albums\/([^/]+)/, (_, slug: string) => `web ${titles.get(slug)?.replace(/ #\d+$/, '')}`)
      .replace(/ \(conflict [^)]*\)/, ' (conflict)');
    return `${name}: ${text}`;
  });
  return [...new Set(shown)].sort();
}
