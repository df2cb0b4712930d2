import type { OrRefusal } from '../http/refusal.ts';
import type { Call } from '../http/route.ts';
import { projectOf } from '../oauth/project.ts';
import { tokenOf } from '../oauth/tokens.ts';
import type { Viewer } from './model.ts';
import type { Photos } from './photos.ts';
import { apiDisabled, forbidden, SCOPE_MISSING, UNAUTHENTICATED } from './refusals.ts';

/** The scopes that are left since the cut of 2025, without what all of them begin with. */
export type Scope = 'appendonly' | 'readonly.appcreateddata' | 'edit.appcreateddata';

const PREFIX = 'https://www.googleapis.com/auth/photoslibrary.';

/** Who asks, once the token, the project, its quota and the scopes are in order. Any one of the scopes will do. */
export function admit(photos: Photos, call: Call, scopes: readonly Scope[]): OrRefusal<Viewer> {
  const token = tokenOf(call, photos.tokens);
  if (!token) return UNAUTHENTICATED;
  const { account, clientId } = token;
  if (photos.disabledClients.has(clientId)) return apiDisabled(projectOf(clientId));
  const exhausted = photos.quotas.takeRequest(clientId);
  if (exhausted) return exhausted;
  if (!scopes.some((scope) => token.scopes.includes(`${PREFIX}${scope}`))) return SCOPE_MISSING;
  if (photos.withoutPhotos.has(account)) return forbidden('Google Photos is disabled for the user');
  return { account, clientId };
}
