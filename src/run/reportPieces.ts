import type { SyncReport } from '../engine/report.ts';
import { packSeen, type PackedPiece } from './packedSeen.ts';

/**
 * So many items cross to the editor at once. To read a message takes its event loop, and a report of 100,000 items in one
 * would stop everything there for long.
 */
const PIECE = 500;

/** Gives out the items of a report piece by piece, the next one when the one before was heard of, and returns the rest. */
export async function sendPieces(
  { items, ...rest }: SyncReport,
  send: (piece: PackedPiece) => Promise<void>,
): Promise<SyncReport> {
  for (let from = 0; from < items.length; from += PIECE) await send(packSeen(items.slice(from, from + PIECE)));
  return { ...rest, items: [] };
}
