import type { LogOutputChannel } from 'vscode';
import type { RunEvent } from '../../engine/ports/progress.ts';
import type { Runner } from '../../run/runner.ts';

/** The same runs, written into the log: in English, so that whoever is sent a log can read it. */
export function loggedRuns(runner: Runner, log: LogOutputChannel): Runner {
  return (request, { onEvent, signal }) => {
    const logAndTell = (event: RunEvent): void => {
      logEvent(event, log);
      onEvent(event);
    };
    return runner(request, { signal, onEvent: logAndTell });
  };
}

function logEvent(event: RunEvent, log: LogOutputChannel): void {
  switch (event.type) {
    case 'phase':
      return log.info(event.phase);
    case 'progress':
      return log.trace(event.phase, event.done, event.total ?? '', event.label);
    case 'item': {
      const { album, name, event: found, action, outcome, error } = event.item;
      const line = `${found} ${action} ${outcome}: ${album}/${name}`;
      return error === undefined ? log.debug(line) : log.warn(line, error.code, error.message);
    }
    case 'problem':
      return log.warn(event.problem.code, event.problem.message);
  }
}
