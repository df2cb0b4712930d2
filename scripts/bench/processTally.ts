import { readFileSync } from 'node:fs';

/** What processes cost, read from `/proc` while they run (Linux; `man 5 proc`). Elsewhere everything is 0. */
export interface Tally {
  /** Looks at a process and at all that it started. */
  look(pid: number): void;
  sum(): { readonly cpuSeconds: number; readonly peakBytes: number };
}

/** `sysconf(_SC_CLK_TCK)` is 100 on every Linux that Node runs on. */
const TICKS = 100;

export function createTally(): Tally {
  const seen = new Map<number, { readonly ticks: number; readonly bytes: number }>();
  const before = endedTicks();
  const look = (pid: number): void => {
    const ticks = ticksOf(pid);
    if (ticks === undefined) return;
    // One that has ended and was not waited for yet has no memory any more.
    const bytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
    seen.set(pid, { ticks, bytes: Math.max(bytes, seen.get(pid)?.bytes ?? 0) });
    for (const child of read(`/proc/${pid}/task/${pid}/children`).split(' ')) if (child !== '') look(Number(child));
  };
  return {
    look,
    sum: () => {
      const all = [...seen.values()];
      // The one is exact for what its parent waited for, the other knows of what was killed.
      const ticks = Math.max(
        endedTicks() - before,
        all.reduce((sum, one) => sum + one.ticks, 0),
      );
      return { cpuSeconds: ticks / TICKS, peakBytes: all.reduce((sum, one) => sum + one.bytes, 0) };
    },
  };
}

/** User and system time that a process has taken so far, without what it started; 0 where the system does not tell. */
export function cpuSecondsOf(pid: number): number {
  return (ticksOf(pid) ?? 0) / TICKS;
}

/** User and system time of a process. */
function ticksOf(pid: number): number | undefined {
  const fields = statOf(pid);
  return fields && Number(fields[11]) + Number(fields[12]);
}

/** The same of all that this process has waited for. */
function endedTicks(): number {
  const fields = statOf('self');
  return fields ? Number(fields[13]) + Number(fields[14]) : 0;
}

/** The fields behind the name, which may hold blanks and brackets itself. */
function statOf(pid: number | 'self'): readonly string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
