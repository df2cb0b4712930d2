import { messageOf } from './errors.ts';
import type { Problem } from './model.ts';
import type { SyncReport } from './report.ts';

/** A report as programs read it: every message in English, whatever language an editor has said it in. */
export function reportForPrograms(report: SyncReport): SyncReport {
  return {
    ...report,
    items: report.items.map((item) => (item.error === undefined ? item : { ...item, error: forPrograms(item.error) })),
    problems: report.problems.map(forPrograms),
  };
}

/** The same problem with its message in English, and without the phrase that the message is made of. */
export function forPrograms<P extends Pick<Problem, 'code' | 'message' | 'about' | 'setting'>>(
  problem: P,
): Omit<P, 'about'> {
  const { about, ...told } = problem;
  return { ...told, message: messageOf({ ...problem, about }) };
}
