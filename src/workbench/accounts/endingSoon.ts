import * as vscode from 'vscode';
import type { AccessPorts } from '../../accounts/googleAccess.ts';
import { readSignIn } from '../../accounts/signIns.ts';
import { GOOGLE_SERVICE_TITLES, isGoogleService } from '../../services/google/scopes.ts';
import { COMMANDS } from '../ids.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';

const DAY_MS = 86_400_000;

/** Tells a person once that a sign-in has less than a day left; until then the problem stands in the report only. */
export function endingSoon(runs: WindowRuns, ports: AccessPorts): vscode.Disposable {
  const told = new Set<number>();
  return runs.listen({
    onReport: (folder) => {
      const { last } = runs.folder(folder);
      if (last?.problems.some(({ code }) => code === 'E_SIGN_IN_ENDS') === true) void warn(last.service, told, ports);
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
