import type { SyncReport } from '../../engine/report.ts';
import type { ReportFileWords } from '../../run/reportFormats.ts';
import { actionSentence, eventSentence, tally, tallyClauses } from '../../webview/sentences.ts';
import { wordsFor, type Words } from '../../webview/words.ts';

/** What a saved report says, in the language of the editor. */
export function reportFileWords(report: SyncReport, words: Words): ReportFileWords {
  const ofService = wordsFor(words, report.terms);
  const { title, problems, columns } = words.page;
  return {
    title: report.dryRun ? title.preview : title.sync,
    summary: tallyClauses(tally(report.items), ofService).join(' · '),
    problems,
    columns,
    event: (item) => eventSentence(item, ofService),
    action: (item) => actionSentence(item, ofService),
  };
}
