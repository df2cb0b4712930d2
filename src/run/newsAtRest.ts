import type { BaseItem } from '../engine/model.ts';
import type { AlbumInStep } from '../engine/plan/model.ts';

/**
 * The album with its news as one text until somebody asks for them. As objects they take four times as much, and a first
 * sync of a library that is on the web already has news of every item.
 */
export function newsAtRest({ news, ...album }: AlbumInStep): AlbumInStep {
  const text = JSON.stringify(news.map(toRow));
  return {
    ...album,
    get news() {
      return (JSON.parse(text) as readonly Row[]).map((row) => fromRow(album.album, row));
    },
  };
}

/** Without its album; what is not known is null. */
type Row = readonly [
  ...place: readonly [name: string, path: string, remoteId: string, albumId: string],
  ...local: Facts,
  ...remote: Facts,
  capturedAt: string | null,
];

type Facts = readonly [size: number | null, modifiedMs: number | null, hash: string | null];

function toRow({ name, path, remoteId, albumId, local, remote, capturedAt }: BaseItem): Row {
  return [name, path, remoteId, albumId, ...factsOf(local), ...factsOf(remote), capturedAt ?? null];
}

function fromRow(album: string, row: Row): BaseItem {
  const [name, path, remoteId, albumId, size, modifiedMs, hash, remoteSize, remoteModifiedMs, remoteHash, captured] =
    row;
  return {
    ...{ album, name, path, remoteId, albumId },
    local: contentOf([size, modifiedMs, hash]),
    remote: contentOf([remoteSize, remoteModifiedMs, remoteHash]),
    capturedAt: captured ?? undefined,
  };
}

function contentOf([size, modifiedMs, hash]: Facts): BaseItem['local'] {
  return { size: size ?? undefined, modifiedMs: modifiedMs ?? undefined, hash: hash ?? undefined };
}

function factsOf({ size, modifiedMs, hash }: BaseItem['local']): Facts {
  return [size ?? null, modifiedMs ?? null, hash ?? null];
}
