import { compareItem } from '../compare.ts';
import type { BaseItem, LocalItem } from '../model.ts';
import { compareText, pairAlbum } from '../pairing.ts';
import type { PairedItem } from '../pairing.ts';
import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import { withChoices } from './choices.ts';
import { markDuplicates } from './duplicates.ts';
import { guardDeletes } from './guards.ts';
import type { AlbumInput, Plan, PlanInput, PlannedItem } from './model.ts';
import { findRenames } from './renames.ts';
import { decide } from './verdict.ts';

/** Makes the plan. Pure and total: equal sides and rules give an equal plan, in whatever order they were listed. */
export function makePlan(input: PlanInput): Plan {
  const forgotten: BaseItem[] = [];
  const planned: PlannedItem[] = [];
  for (const album of [...input.albums].sort((a, b) => compareText(a.album, b.album))) {
    const items = planAlbum(album, input, forgotten);
    planned.push(...markDuplicates(items, input));
  }
  const { items, renames } = findRenames(planned, input);
  const all = [...withChoices(items, input), ...input.collisions.map(collision)];
  return {
    items: all,
    albums: input.albums,
    inStep: input.inStep,
    renames,
    purges: emptyAlbums(input),
    forgotten,
    titles: input.titles,
    stops: guardDeletes(all, input),
  };
}

function planAlbum(album: AlbumInput, input: PlanInput, forgotten: BaseItem[]): PlannedItem[] {
  const items: PlannedItem[] = [];
  const names = new Set(album.local.map((item) => item.name));
  for (const pair of pairAlbum(album)) {
    if (pair.local ?? pair.remote) items.push(planItem(pair, names, input));
    else if (pair.base) forgotten.push(pair.base);
  }
  return items;
}

function planItem(pair: PairedItem, names: ReadonlySet<string>, input: PlanInput): PlannedItem {
  const { album, name, duplicateOf, ...sides } = pair;
  const finding = compareItem(sides, input.rules.compare);
  return decide({ album, name, sides, finding, duplicateOf, names }, input);
}

function collision(item: LocalItem): PlannedItem {
  return {
    album: item.album,
    name: item.name,
    sides: { local: item },
    event: 'LOCAL_ONLY',
    changed: { local: false, remote: false },
    action: 'REPORT',
    outcome: 'skipped',
    problem: problem('E_NAME_COLLISION', phrase`${item.path}: the album "${item.album}" already has "${item.name}"`, {
      path: item.path,
    }),
  };
}

/** Empty web albums that the ledger knows as ours and that nothing will be added to. */
function emptyAlbums({ albums, rules, capabilities }: PlanInput): Plan['purges'] {
  if (!rules.purgeEmptyAlbums || !capabilities.removeAlbum) return [];
  const outcome = rules.allowDelete.remote ? 'planned' : 'notPermitted';
  return albums.flatMap((album) => {
    const ours = new Set(album.known.map((known) => known.id));
    if (album.local.length > 0) return [];
    return (album.group?.parts ?? [])
      .filter(({ album: part }) => ours.has(part.id) && !album.remote.some((item) => item.albumId === part.id))
      .map(({ album: part }) => ({ name: part.title, id: part.id, outcome }) as const);
  });
}
