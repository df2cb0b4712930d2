import { modelOf, type ModelLook, type PageModel } from './pageModel.ts';
import { unpackItems, type PackedItems } from './packedItems.ts';
import { pageSlices } from './pageSlices.ts';
import type { PackedView, ToPage } from './protocol.ts';

/** Time between two looks at what a run has finished. */
const FINISHED_MS = 400;

/** What the page does with what it is told. */
export interface ReportReaderPorts {
  /** How the page looks at a report now. */
  readonly look: () => ModelLook;
  /** Another report is there. */
  readonly show: (model: PageModel) => void;
  /** Some items of the report have moved on. */
  readonly moved: () => void;
  readonly tell: (message: Exclude<ToPage, { type: 'show' | 'items' }>) => void;
}

/**
 * Hears what the host tells, in the order in which it was told. A report is unpacked in slices, while the one before is still
 * there; and so is what a run has finished, a little later: it tells of it many times a second, and people want to scroll
 * meanwhile.
 */
export function reportReader(ports: ReportReaderPorts): (message: ToPage) => void {
  let model: PageModel | undefined;
  let work = new AbortController();
  /** What was told of a report that is still being unpacked. */
  let waiting: ToPage[] | undefined;
  let finished: (readonly [folder: string, items: PackedItems])[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const begin = (): (() => Promise<boolean>) => {
    work.abort();
    work = new AbortController();
    return pageSlices(work.signal);
  };

  const unpack = async (view: PackedView): Promise<void> => {
    const goOn = begin();
    clearTimeout(timer);
    timer = undefined;
    [finished, waiting] = [[], []];
    const next = await modelOf(view, ports.look(), goOn);
    if (next === undefined) return;
    const told = waiting;
    [model, waiting] = [next, undefined];
    ports.show(next);
    told.forEach(receive);
  };

  const takeFinished = async (): Promise<void> => {
    const goOn = begin();
    for (let told = finished.shift(); told !== undefined; told = finished.shift()) {
      const [folder, items] = told;
      model?.put(folder, unpackItems(items));
      ports.moved();
      if (!(await goOn())) return;
    }
    timer = undefined;
  };

  const receive = (message: ToPage): void => {
    if (message.type === 'show') void unpack(message.view);
    else if (waiting !== undefined) waiting.push(message);
    else if (message.type === 'items') {
      finished.push([message.folder, message.items]);
      timer ??= setTimeout(() => void takeFinished(), FINISHED_MS);
    } else ports.tell(message);
  };
  return receive;
}
