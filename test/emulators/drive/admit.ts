import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import type { Call } from '../http/route.ts';
import { projectOf } from '../oauth/project.ts';
import { tokenOf } from '../oauth/tokens.ts';
import type { Drive } from './drive.ts';
import { purgeTrash } from './purgeTrash.ts';
import { apiDisabled, scopeMissing, UNAUTHENTICATED } from './refusals.ts';
import { hasScope, type Viewer } from './store/access.ts';

/** The scopes, without what all of them begin with. That of an app's own hidden folder is not played here. */
export type Scope = 'drive' | 'drive.file' | 'drive.readonly' | 'drive.metadata' | 'drive.metadata.readonly';

export const WRITERS: readonly Scope[] = ['drive', 'drive.file'];
export const CONTENT_READERS: readonly Scope[] = [...WRITERS, 'drive.readonly'];
export const READERS: readonly Scope[] = [...CONTENT_READERS, 'drive.metadata', 'drive.metadata.readonly'];

/** What a call needs and costs. */
export interface Admission {
  /** As in Google's reference, for example `files.list`. */
  readonly name: string;
  /** Any one of them will do. */
  readonly scopes: readonly Scope[];
  readonly units: number;
}

/** Who asks, once the token, the project, its quota and the scopes are in order. */
export function admit(drive: Drive, call: Call, { name, scopes, units }: Admission): OrRefusal<Viewer> {
  purgeTrash(drive);
  const token = tokenOf(call, drive.tokens);
  if (!token) return UNAUTHENTICATED;
  const { account, clientId } = token;
  if (drive.disabledClients.has(clientId)) return apiDisabled(projectOf(clientId));
  const viewer: Viewer = { account, clientId, scopes: new Set(token.scopes) };
  const exhausted = drive.quotas.take(viewer, units);
  if (isRefusal(exhausted)) return exhausted;
  return hasScope(viewer, ...scopes) ? viewer : scopeMissing(name);
}
