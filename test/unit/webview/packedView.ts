import { workInSlices } from '../../../src/local/slices.ts';
import { unpackItems } from '../../../src/webview/packedItems.ts';
import type { PackedView, ReportView } from '../../../src/webview/protocol.ts';
import { packView } from '../../../src/workbench/report/packView.ts';

/** A view as it travels to the page. */
export async function packedView(view: ReportView): Promise<PackedView> {
  const packed = await packView(view, { pause: workInSlices(), signal: new AbortController().signal });
  if (packed === undefined) throw new Error('Nobody has cancelled this.');
  return packed;
}

/** The view as it was before. */
export function unpackedView(packed: PackedView): ReportView {
  const folders = packed.folders.map(({ items, report, ...folder }) => ({
    ...folder,
    report: { ...report, items: items.flatMap(unpackItems) },
  }));
  return { ...packed, folders };
}
