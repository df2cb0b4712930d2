import * as vscode from 'vscode';
import { progressSentence } from '../../webview/sentences.ts';
import type { Words } from '../../webview/words.ts';
import { ALBUM_VIEW } from '../ids.ts';
import { plainText } from '../plainText.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';

/** Shows a notification with counts and a Cancel button while `work` is under way. */
export function withRunProgress<T>(
  { runs, words, title }: { readonly runs: WindowRuns; readonly words: Words; readonly title: string },
  work: () => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return Promise.resolve(
    vscode.window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => void runs.cancel());
      let reached = 0;
      const listening = runs.listen({
        onRun: (run) => {
          if (run.status === 'idle') return;
          // The notification counts one way only, so the bar belongs to the part that takes long.
          const share = run.phase === 'apply' && run.total ? (100 * run.done) / run.total : 0;
          progress.report({
            message: plainText(progressSentence(run, words)),
            increment: Math.max(0, share - reached),
          });
          reached = Math.max(reached, share);
        },
      });
      try {
        return await work();
      } finally {
        listening.dispose();
      }
    }),
  );
}

/** The thin bar at the top of the album view, while any run is on. */
export function viewProgress(runs: WindowRuns): vscode.Disposable {
  let end: (() => void) | undefined;
  return runs.listen({
    onRun: (run) => {
      if (run.status === 'idle') {
        end?.();
        end = undefined;
      } else if (end === undefined) {
        const ended = new Promise<void>((resolve) => {
          end = resolve;
        });
        void vscode.window.withProgress({ location: { viewId: ALBUM_VIEW } }, () => ended);
      }
    },
  });
}
