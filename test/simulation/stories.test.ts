import { test } from 'node:test';
import { checkScenario } from './properties/check.ts';
import type { Scenario } from './scenario/scenario.ts';
import { ABLE } from './world/profile.ts';
import { CLEAR_SIGHT } from './world/simulatedFiles.ts';

// What a drawn story showed once and no other test can tell so shortly, kept as it was told, whatever the seeds draw.
const STORIES: Readonly<Record<string, Partial<Scenario>>> = {
  'a run is killed after it renamed the first part of an album, of which somebody made the second': {
    library: [{ folder: 'Trip', name: 'a.jpg', content: 'aa', age: 1 }],
    past: 'syncedOtherwise',
    webChanges: [{ kind: 'move', pick: 0, folder: 'Trip #2' }],
    settings: { ...settings(), mode: 'twoWay', compare: ['hash'], 'naming.templates': ['All'] },
    cuts: Array.from({ length: 40 }, (_, index) => index * 25),
  },
};

for (const [what, story] of Object.entries(STORIES))
  test(`${what}: every promise is kept`, async () => {
    await checkScenario({ ...QUIET, ...story });
  });

function settings(): Scenario['settings'] {
  return { mode: 'upload', allowDelete: 'both', maxDeletes: '100%', compare: ['date', 'size'], concurrency: 1 };
}

const QUIET: Scenario = {
  library: [],
  past: 'synced',
  diskChanges: [],
  webChanges: [],
  settings: settings(),
  profile: ABLE,
  foldsNames: false,
  trouble: { faults: [], others: [], sight: CLEAR_SIGHT, looksEmpty: false, confirms: false },
  cuts: [],
  luck: 0,
};
