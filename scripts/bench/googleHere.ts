import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { benchProgram } from './benchProgram.ts';
import { cpuSecondsOf } from './processTally.ts';
import type { GoogleHere } from './programs/google.ts';

/** What came of using the emulator, and what it cost the emulator. */
export interface Used<T> {
  readonly result: T;
  /** User and system time of the emulator meanwhile; 0 where the system does not tell. */
  readonly googleCpuSeconds: number;
}

/**
 * What comes is pieces of 64 KB that are copied and of no use any more. Unless they are let go of soon, 64 MB of them have the
 * whole heap searched, which took this program, and the cores that it shares, a fifth of its time.
 */
const SMALL_PIECES_GO_SOON = '--max-semi-space-size=1';

/** Runs `use` with an emulator of Google in a process of its own, whose memory is empty. */
export async function withGoogle<T>(stateDirectory: string, use: (google: GoogleHere) => Promise<T>): Promise<Used<T>> {
  const { program, args } = benchProgram('google.ts', stateDirectory);
  const child = spawn(program, [SMALL_PIECES_GO_SOON, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    if (done === true) throw new Error('The emulator did not start.');
    const before = cpuSecondsOf(child.pid ?? 0);
    const result = await use(JSON.parse(value) as GoogleHere);
    return { result, googleCpuSeconds: cpuSecondsOf(child.pid ?? 0) - before };
  } finally {
    child.kill();
    await ended;
  }
}
