import type { RunEvent } from '../../engine/ports/progress.ts';
import type { ReportItem } from '../../engine/report.ts';
import type { Runner } from '../../run/runner.ts';
import { translated } from './problemText.ts';

/** The same runs, whose problems are told in the language of the editor. */
export function translatedRuns(runner: Runner): Runner {
  return async (request, { onEvent, signal }) => {
    const report = await runner(request, { signal, onEvent: (event) => onEvent(translatedEvent(event)) });
    return { ...report, items: report.items.map(translatedItem), problems: report.problems.map(translated) };
  };
}

function translatedEvent(event: RunEvent): RunEvent {
  if (event.type === 'item') return { ...event, item: translatedItem(event.item) };
  return event.type === 'problem' ? { ...event, problem: translated(event.problem) } : event;
}

function translatedItem(item: ReportItem): ReportItem {
  return item.error === undefined ? item : { ...item, error: translated(item.error) };
}
