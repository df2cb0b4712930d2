import { ok } from '../engine/result.ts';
import type { Problem } from '../engine/model.ts';
import type { Result } from '../engine/result.ts';
import type { GoogleAccount } from '../services/google/access.ts';
import { googleEndpoints } from '../services/google/endpoints.ts';
import { GOOGLE_SERVICES } from '../services/google/scopes.ts';
import type { GoogleService } from '../services/google/scopes.ts';
import type { AccessPorts } from './googleAccess.ts';
import { forgetUploads } from './keptUploads.ts';
import { forgetSignIn, readSignIn } from './signIns.ts';
import type { SignIn } from './signIns.ts';

/** How a sign-out ended; in any case nothing is kept any more. */
export interface SignedOut {
  /** Undefined when nobody was signed in. */
  readonly account: GoogleAccount | undefined;
  /** `shared`: Google would end the other service's sign-in too, so it was not asked. */
  readonly revoked: 'done' | 'shared' | Problem;
}

/** Forgets a sign-in, and has Google forget it. */
export async function signOut(
  service: GoogleService,
  ports: AccessPorts,
  signal: AbortSignal,
): Promise<Result<SignedOut>> {
  const endpoints = googleEndpoints(ports.env);
  if (!endpoints.ok) return endpoints;
  const known = await readSignIn(ports.secrets, service);
  if (!known.ok) return known;
  const { signIn } = known.value;
  if (!signIn) return ok({ account: undefined, revoked: 'done' });
  const isShared = await othersShare(service, signIn, ports);
  const uploads = await forgetUploads(ports.secrets, service);
  if (!uploads.ok) return uploads;
  const forgotten = await forgetSignIn(ports.secrets, service);
  if (!forgotten.ok) return forgotten;
  if (isShared) return ok({ account: signIn.account, revoked: 'shared' });
  const { createGoogleOAuth } = await import('./googleOAuth.ts');
  const revoked = await createGoogleOAuth(signIn.client, endpoints.value).revoke(signIn.refreshToken, signal);
  return ok({ account: signIn.account, revoked: revoked.ok ? 'done' : revoked.problem });
}

/** Google revokes all that one account allowed one client at once. */
async function othersShare(service: GoogleService, { client, account }: SignIn, ports: AccessPorts): Promise<boolean> {
  for (const other of GOOGLE_SERVICES.filter((name) => name !== service)) {
    const known = await readSignIn(ports.secrets, other);
    const signIn = known.ok ? known.value.signIn : undefined;
    if (signIn?.client.id === client.id && signIn.account.id === account.id) return true;
  }
  return false;
}
