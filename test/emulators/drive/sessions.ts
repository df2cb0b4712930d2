import { randomBytes } from 'node:crypto';
import type { Clock } from '../http/clock.ts';
import type { OrRefusal } from '../http/refusal.ts';
import type { Limits } from './limits.ts';
import type { Metadata } from './metadata.ts';
import type { Viewer } from './store/access.ts';
import type { StoredFile } from './store/model.ts';
import type { Update } from './updateFile.ts';

/** What becomes of the bytes when all of them have come. */
export type Purpose =
  | { readonly kind: 'create'; readonly metadata: Metadata }
  | { readonly kind: 'update'; readonly fileId: string; readonly update: Update };

/** An upload in parts. Its address alone allows to go on with it. */
export interface Session {
  readonly id: string;
  readonly viewer: Viewer;
  readonly purpose: Purpose;
  readonly contentType: string | undefined;
  /** Undefined until it is said, at the start or with the last part. */
  size: number | undefined;
  /** Of the answer in the end. */
  readonly fields: string;
  readonly startedMs: number;
  readonly parts: Buffer[];
  state:
    | { readonly kind: 'active' }
    /** All bytes are there, and the file is being made; whoever sends or asks again waits for the same end. */
    | { readonly kind: 'ending'; readonly file: Promise<OrRefusal<StoredFile>> }
    | { readonly kind: 'done'; readonly fileId: string }
    | { readonly kind: 'cancelled' };
}

export interface Sessions {
  start(begun: Pick<Session, 'viewer' | 'purpose' | 'contentType' | 'size' | 'fields'>): Session;
  /** Undefined for one that is too old. */
  find(id: string): Session | undefined;
}

export function createSessions(clock: Clock, limits: Limits): Sessions {
  const sessions = new Map<string, Session>();
  return {
    start: (begun) => {
      const id = `AAANsU${randomBytes(60).toString('base64url')}`;
      const session: Session = { ...begun, id, startedMs: clock.now(), parts: [], state: { kind: 'active' } };
      sessions.set(id, session);
      return session;
    },
    find: (id) => {
      const found = sessions.get(id);
      return found && found.startedMs + limits.sessionMs > clock.now() ? found : undefined;
    },
  };
}

/** How many bytes of a session have come to stay. */
export function receivedBytes({ parts }: Session): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
