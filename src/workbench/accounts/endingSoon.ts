import * as vscode from 'vscode';
import type { AccessPorts } from '../../accounts/googleAccess.ts';
import { readSignIn } from '../../accounts/signIns.ts';
import { GOOGLE_SERVICE_TITLES, isGoogleService } from '../../services/google/scopes.ts';
import { COMMANDS } from '../ids.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';

const DAY_MS = 86_400_000;

/** What is told of a sign-in that ends soon, and where. */
export interface EndingPorts extends AccessPorts {
  readonly runs: WindowRuns;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/** Writes a sign-in that ends soon into the log, and tells the person once when less than a day is left. */
export function endingSoon({ runs, log, ...ports }: EndingPorts): vscode.Disposable {
  const told = new Set<number>();
  return runs.listen({
    onReport: (folder) => {
      const { last } = runs.folder(folder);
      const ending = last?.problems.find(({ code }) => code === 'E_SIGN_IN_ENDS');
      if (!last || !ending) return;
      log.warn(ending.code, ending.message);
      void warn(last.service, told, ports);
    },
  });
}

async function warn(service: string, told: Set<number>, { secrets, now }: AccessPorts): Promise<void> {
  if (!isGoogleService(service)) return;
  const known = await readSignIn(secrets, service);
  const endsMs = known.ok ? known.value.signIn?.account.endsMs : undefined;
  if (endsMs === undefined || endsMs - now() > DAY_MS || told.has(endsMs)) return;
  told.add(endsMs);
  const signIn = vscode.l10n.t('Sign In');
  const message = vscode.l10n.t('The sign-in to {0} ends within a day.', GOOGLE_SERVICE_TITLES[service]);
  const chosen = await vscode.window.showWarningMessage(message, signIn);
  if (chosen === signIn) await vscode.commands.executeCommand(COMMANDS.signIn, { service });
}
