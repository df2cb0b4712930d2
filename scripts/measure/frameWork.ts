import type { Browser, Page } from 'playwright-core';

/** What the main thread of a page did for its frames, in ms of the processor: what it waited for others is not in it. */
export interface FrameWork {
  /** Of each frame, the shortest first. */
  readonly frames: readonly number[];
  /** How all of it is divided. */
  readonly parts: Readonly<Record<Part, number>>;
}

export type Part = 'script' | 'style' | 'layout' | 'paint';

/** The part that a step of a trace belongs to; what is not here counts for the frame alone. */
const PARTS: Readonly<Record<string, Part>> = {
  FunctionCall: 'script',
  EvaluateScript: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
};

/** A step of a trace, with its times in microseconds. */
interface Step {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** The time of the processor. */
  readonly tdur?: number;
}

/** Traces a page while something is done in it. */
export async function traceFrames(browser: Browser, page: Page, work: () => Promise<void>): Promise<FrameWork> {
  const categories = [
    '-*',
    'devtools.timeline',
    ...['timeline', 'timeline.frame'].map((name) => `disabled-by-default-devtools.${name}`),
  ];
  await browser.startTracing(page, { categories });
  await work();
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly Step[] };
  return frameWork(traceEvents);
}

function frameWork(steps: readonly Step[]): FrameWork {
  const thread = busiestThread(steps);
  const own = steps.filter((step) => threadOf(step) === thread).sort((a, b) => a.ts - b.ts);
  const begun = own.filter(({ name }) => name === 'BeginMainThreadFrame').map(({ ts }) => ts);
  const frames = Array.from<number>({ length: begun.length + 1 }).fill(0);
  // The work of a frame is what was done since the one before had begun: events arrive between them.
  for (const task of own.filter(isTask)) {
    const next = begun.findIndex((ts) => ts > task.ts + (task.dur ?? 0));
    const frame = next < 0 ? begun.length : next;
    frames[frame] = (frames[frame] ?? 0) + processorMs(task);
  }
  return { frames: frames.toSorted((a, b) => a - b), parts: partsOf(own) };
}

/** Divides the time; a layout that a script asked for is layout and not script. */
function partsOf(steps: readonly Step[]): Record<Part, number> {
  const parts: Record<Part, number> = { script: 0, style: 0, layout: 0, paint: 0 };
  const around: { readonly part: Part; readonly end: number }[] = [];
  for (const step of steps) {
    const part = PARTS[step.name];
    if (part === undefined || step.ph !== 'X') continue;
    while ((around.at(-1)?.end ?? Infinity) <= step.ts) around.pop();
    const outer = around.at(-1);
    if (outer !== undefined) parts[outer.part] -= processorMs(step);
    parts[part] += processorMs(step);
    around.push({ part, end: step.ts + (step.dur ?? 0) });
  }
  return parts;
}

/** The thread that drew the page: of all that draw one, the one that worked most. */
function busiestThread(steps: readonly Step[]): string | undefined {
  const drawing = new Set(steps.filter(({ name }) => name === 'BeginMainThreadFrame').map(threadOf));
  const work = new Map<string, number>();
  for (const step of steps.filter(isTask))
    if (drawing.has(threadOf(step))) work.set(threadOf(step), (work.get(threadOf(step)) ?? 0) + processorMs(step));
  return [...work].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function isTask({ name, ph }: Step): boolean {
  return name === 'RunTask' && ph === 'X';
}

function threadOf({ pid, tid }: Step): string {
  return `${pid} ${tid}`;
}

function processorMs({ tdur, dur = 0 }: Step): number {
  return (tdur ?? dur) / 1000;
}
