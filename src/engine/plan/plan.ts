import type { BaseItem, LocalItem } from '../model.ts';
import { compareText } from '../pairing.ts';
import { problem } from '../errors.ts';
import { phrase } from '../phrase.ts';
import { withChoices } from './choices.ts';
import { markDuplicates } from './duplicates.ts';
import { guardDeletes } from './guards.ts';
import type { Plan, PlanInput, PlannedItem } from './model.ts';
import { planAlbum } from './planAlbum.ts';
import { findRenames } from './renames.ts';

/** Makes the plan. Pure and total: equal sides and rules give an equal plan, in whatever order they were listed. */
export function makePlan(input: PlanInput): Plan {
  const forgotten: BaseItem[] = [];
  const planned: PlannedItem[] = [];
  for (const album of [...input.albums].sort((a, b) => compareText(a.album, b.album))) {
    const own = planAlbum(album, input);
    planned.push(...markDuplicates(own.items, input));
    forgotten.push(...own.forgotten);
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
