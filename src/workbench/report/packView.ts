import type { ReportAlbum, ReportItem } from '../../engine/report.ts';
import { visitInSlices } from '../../local/slices.ts';
import { NamesMet } from '../../webview/nameSet.ts';
import { packItems, type PackedItems } from '../../webview/packedItems.ts';
import type { PackedView, ReportView } from '../../webview/protocol.ts';

/** So many items are packed between two looks at the time, and unpacked by the page. */
export const PIECE = 500;

export interface PackOptions {
  /** Lets others have the event loop. */
  readonly pause: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** A view without its items, and the items packed beside it; undefined where nobody waits for it any more. */
export async function packView(view: ReportView, options: PackOptions): Promise<PackedView | undefined> {
  const folders: PackedView['folders'][number][] = [];
  for (const { report, ...folder } of view.folders) {
    const items = await packPieces(report.items, options);
    if (items === undefined) return undefined;
    // Of an album the page asks only whether it is on the web.
    folders.push({ ...folder, report: { ...report, items: [], albums: report.albums.map(briefAlbum) }, items });
  }
  return { ...view, folders };
}

async function packPieces(
  items: readonly ReportItem[],
  { pause, signal }: PackOptions,
): Promise<readonly PackedItems[] | undefined> {
  const names = new NamesMet();
  await visitInSlices(items, pause, (item) => names.add(item));
  const pieces: PackedItems[] = [];
  for (let from = 0; from < items.length; from += PIECE) {
    await pause();
    if (signal.aborted) return undefined;
    pieces.push(packItems(items.slice(from, from + PIECE), names.twice));
  }
  return pieces;
}

function briefAlbum({ name, parts }: ReportAlbum): ReportAlbum {
  return { name, folders: [], parts: parts.slice(0, 1) };
}
