import { emptyWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { reencoded } from '../world/content.ts';
import { standsAt, writeFile } from '../world/disk.ts';
import { addItem, changeDisk, changeWeb, joined } from './changes.ts';
import { placeOf } from './placeOf.ts';
import type { Scenario, ScenarioSettings } from './scenario.ts';
import { settingsOf, simulateRun } from './simulateRun.ts';

const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-11-22T06:00:00Z');

/** The world as the story begins: one library on both sides, and then what two people did to their copies of it. */
export async function prepare(scenario: Scenario): Promise<World> {
  const world = emptyWorld(BEGIN, scenario.foldsNames);
  for (const { folder, name, content, age } of scenario.library) {
    const path = joined(folder, name);
    if (standsAt(world.disk, path) === undefined) writeFile(world.disk, path, content, BEGIN - age * 24 * HOUR);
  }
  if (scenario.past === 'never') putOnWeb(world, scenario);
  else await bringInStep(world, scenario);
  world.now += HOUR;
  for (const change of scenario.diskChanges) changeDisk(world, change);
  for (const change of scenario.webChanges) changeWeb(world, change, scenario.profile);
  world.now += HOUR;
  return world;
}

/** An earlier run of the real engine without trouble, so that the base is one that it really leaves. */
async function bringInStep(world: World, { settings, profile, past }: Scenario): Promise<void> {
  const { compare, maxAlbumItems, shrink } = settings;
  const plain: ScenarioSettings = { mode: 'upload', allowDelete: 'neither', maxDeletes: '100%', compare };
  if (past === 'syncedOtherwise') {
    await simulateRun(world, { settings: plain, profile });
    return;
  }
  const { folders, albums } = settings;
  const templates = settings['naming.templates'];
  const earlier: ScenarioSettings = {
    ...plain,
    ...(folders && { folders }),
    ...(albums && { albums }),
    ...(templates && { 'naming.templates': templates }),
    ...(maxAlbumItems === undefined ? {} : { maxAlbumItems }),
    ...(shrink === undefined ? {} : { shrink }),
  };
  await simulateRun(world, { settings: earlier, profile });
}

/** The same library, put there by somebody who never used this program. */
function putOnWeb({ account, disk }: World, { settings, profile }: Scenario): void {
  for (const [path, { content, modifiedMs }] of disk.files) {
    const place = placeOf(path, settingsOf(settings));
    if (!place) continue;
    let album = [...account.albums.values()].find(({ title }) => title === place.album);
    if (!album) account.albums.set((album = { id: `A${++account.ids}`, title: place.album }).id, album);
    addItem(account, album.id, place.name, profile.reencodes ? reencoded(content) : content, modifiedMs);
  }
}
