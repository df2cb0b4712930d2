import process from 'node:process';
import * as vscode from 'vscode';
import type { SecretStore } from '../../accounts/secretStore.ts';
import type { SignedOut } from '../../accounts/signOut.ts';
import type { Result } from '../../engine/result.ts';
import { problemText } from '../problems/problemText.ts';
import type { WindowRuns } from '../runs/windowRuns.ts';
import { accountOptions } from './accountOptions.ts';
import { endingSoon } from './endingSoon.ts';
import { googleSessions } from './googleSessions.ts';
import { signInToGoogle, type SignedIn, type SignInPorts } from './signIn.ts';
import { signOutOfGoogle } from './signOut.ts';

/** What the commands about accounts do, and what shows the accounts. */
export interface Accounts extends vscode.Disposable {
  readonly signIn: (argument: unknown) => Promise<Result<SignedIn>>;
  readonly signOut: (argument: unknown) => Promise<Result<SignedOut>>;
}

export interface AccountsPorts {
  readonly storage: vscode.SecretStorage;
  readonly secrets: SecretStore;
  readonly runs: WindowRuns;
  readonly log: vscode.LogOutputChannel;
  readonly sentItems: SignInPorts['sentItems'];
  /** Somebody has signed in, so that what needed it may be tried again. */
  readonly onSignedIn: () => void;
}

/** The accounts of this editor. */
export function accounts({ storage, secrets, runs, log, sentItems, onSignedIn }: AccountsPorts): Accounts {
  const ports: SignInPorts = { secrets, sentItems, env: process.env, now: Date.now };
  const signIn = async (argument: unknown): Promise<Result<SignedIn>> => {
    const signedIn = await signInToGoogle(accountOptions(argument), ports);
    await sessions.look();
    if (signedIn.ok) onSignedIn();
    return signedIn;
  };
  const signOut = async (argument: unknown): Promise<Result<SignedOut>> => {
    const out = await signOutOfGoogle(accountOptions(argument), ports);
    await sessions.look();
    return out;
  };
  const sessions = googleSessions({
    storage,
    secrets,
    signIn: async (service) => {
      const signedIn = await signIn({ service });
      return signedIn.ok ? signedIn.value.service : undefined;
    },
    signOut: async (service) => {
      const out = await signOut({ service, interactive: false });
      if (!out.ok) throw new Error(problemText(out.problem));
    },
  });
  const shown = vscode.Disposable.from(sessions, endingSoon({ ...ports, runs, log }));
  return { signIn, signOut, dispose: () => void shown.dispose() };
}
