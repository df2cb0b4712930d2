import path from 'node:path';
import process from 'node:process';
import { repository } from '../../tools/repository.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

const FIRST_MS = 1000;
const FRAME_MS = 50;

export const REPORT_PANEL: Row = {
  name: 'report-panel',
  work: 'The report panel with 36,000 rows',
  against: '',
  goal: `the first rows within ${FIRST_MS} ms, and no frame over ${FRAME_MS} ms while scrolling and during a run`,
  measure: async () => {
    const script = path.join(repository, 'scripts', 'measure', 'reportPanel.ts');
    const { output } = await measuredProcess({ program: process.execPath, args: [script] });
    const first = Number(/drawn rows: (\d+) ms/.exec(output)?.[1] ?? Number.NaN);
    const frames = [...output.matchAll(/the longest (\d+)/g)].map(([, ms]) => Number(ms));
    const longest = frames.length === 0 ? Number.NaN : Math.max(...frames);
    return {
      ours: `first rows after ${first} ms, longest frame ${longest} ms`,
      theirs: '',
      ratio: '',
      isMet: first <= FIRST_MS && longest <= FRAME_MS,
      notes: output
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    };
  },
};
