import { describeService } from '../conformance/conformance.ts';
import { Course } from './world/course.ts';
import { CALM } from './world/course.ts';
import { ABLE, consistent } from './world/profile.ts';
import type { Profile } from './world/profile.ts';
import { SimulatedService } from './world/simulatedService.ts';
import { emptyWorld } from './world/world.ts';

// A double that does less than a real service must do would prove nothing, so it passes the same suite.
const SERVICES: Readonly<Record<string, Profile>> = {
  'like the gallery': ABLE,
  'like a drive': { ...ABLE, knows: { size: true, date: true, hash: 'md5' }, twins: true },
  'like a bucket': consistent({
    ...ABLE,
    knows: { size: true, date: false, hash: 'none' },
    replace: 'uploadThenRemove',
    remove: 'permanent',
    rename: { item: false, album: false, move: false },
    metadata: [],
    tag: false,
  }),
  'like a service that encodes anew': consistent({ ...ABLE, reencodes: true, remove: 'fromAlbumOnly', replace: 'no' }),
};

for (const [name, profile] of Object.entries(SERVICES)) {
  describeService(`a simulated service ${name}`, async () => {
    const world = emptyWorld(0, false);
    return {
      open: () => new SimulatedService({ world, profile, course: new Course(CALM), looksEmpty: false, marks: false }),
    };
  });
}
