import { decodeName, pathKey } from '../../../src/local/safeName.ts';
import { reencoded, shrunk } from '../world/content.ts';
import type { Content } from '../world/content.ts';
import type { CourseWatch, Deed } from '../world/course.ts';
import { contentsOf } from '../world/world.ts';
import type { World } from '../world/world.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Violation } from './violation.ts';

/**
 * The properties that hold at every moment of a run: they are asked after every single change. A violation is told and
 * not thrown, because the engine would take it for a fault of a port.
 */
export function atEveryMoment(world: World, scenario: Scenario, tell: (violation: Violation) => void): CourseWatch {
  const watches = [noLoss(world, scenario, tell), originalOrFinal(world, scenario, tell)];
  return {
    afterDeed: (deed) => watches.forEach((watch) => watch.afterDeed(deed)),
    afterOther: () => watches.forEach((watch) => watch.afterOther()),
  };
}

type Tell = (violation: Violation) => void;

/**
 * P1: what was there at the beginning, on either side, is somewhere afterwards: in its place, under another name or in a
 * trash. The one exception is a service that deletes for good, when the person permitted deletions there.
 */
function noLoss(world: World, { settings, profile }: Scenario, tell: Tell): CourseWatch {
  let treasure = contentsOf(world);
  const mayDestroy = profile.remove === 'permanent' && /remote|both/.test(settings.allowDelete);
  return {
    afterDeed: ({ destroyed }) => {
      if (destroyed !== undefined && mayDestroy) treasure.delete(destroyed);
      const here = contentsOf(world);
      for (const content of treasure)
        if (!here.has(content)) tell(new Violation('P1 no loss', `${content} is nowhere any more`));
    },
    // What somebody else deletes is lost, but not by us.
    afterOther: () => {
      const here = contentsOf(world);
      treasure = new Set([...treasure, ...here].filter((content) => here.has(content)));
    },
  };
}

/**
 * P2: under its name, every item holds what it held at the beginning or what the other side holds under that name: never
 * a part of it, never something else. A copy that is kept because of a conflict has a name of its own.
 */
function originalOrFinal(world: World, { profile, settings }: Scenario, tell: Tell): CourseWatch {
  const homes = new Map<string, Set<Content>>();
  const addHomes = () => {
    for (const [path, { content }] of world.disk.files) addHome(path, content);
    for (const { name, content } of world.account.items.values()) addHome(name, content);
  };
  const addHome = (name: string, content: Content) => {
    const home = homes.get(homeOf(name)) ?? new Set();
    homes.set(homeOf(name), home.add(content));
    if (settings.shrink !== undefined) home.add(shrunk(content));
    if (profile.reencodes) for (const each of [...home]) home.add(reencoded(each));
  };
  addHomes();
  return {
    afterDeed: ({ path, name, content, what }: Deed) => {
      if (content === undefined || what === 'tag') return;
      const place = path ?? name ?? '';
      const mayStand = homes.get(homeOf(place));
      // A service that keeps other bytes than it was sent is found out after the fact; see `doneIsEqual`.
      if (!mayStand?.has(content) && what !== 'upload')
        tell(new Violation('P2 original or final', `${place} is ${content}`));
    },
    afterOther: addHomes,
  };
}

/** The name without its folders, in one spelling for all disks, and without the mark of a conflict. */
function homeOf(name: string): string {
  const plain = decodeName(name);
  return pathKey(plain.slice(plain.lastIndexOf('/') + 1).replace(/ \(conflict [\d -]+\)/, ''));
}
