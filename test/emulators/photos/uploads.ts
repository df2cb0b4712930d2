import { randomBytes } from 'node:crypto';
import type { Clock } from '../http/clock.ts';
import type { Limits } from './limits.ts';
import type { Viewer } from './model.ts';

/** Bytes that came and are no media item yet. */
export interface Upload extends Viewer {
  readonly bytes: Buffer;
  readonly filename: string | undefined;
  readonly createdMs: number;
}

/** An upload in parts. */
export interface Session extends Viewer {
  readonly id: string;
  readonly filename: string | undefined;
  readonly rawSize: number;
  readonly startedMs: number;
  readonly parts: Buffer[];
  status: 'active' | 'final' | 'cancelled';
}

/** What was uploaded and what is being uploaded. */
export interface Uploads {
  /** The token that a media item can be made of. */
  keep(upload: Omit<Upload, 'createdMs'>): string;
  /** Undefined for a token of another app or person, and for one that is a day old. */
  find(viewer: Viewer, token: string): Upload | undefined;
  start(session: Viewer & Pick<Session, 'filename' | 'rawSize'>): Session;
  /** Undefined for one of another app or person, and for one that is too old. */
  session(viewer: Viewer, id: string): Session | undefined;
}

export function createUploads(clock: Clock, limits: Limits): Uploads {
  const uploads = new Map<string, Upload>();
  const sessions = new Map<string, Session>();
  return {
    keep: (upload) => {
      const token = `CAIS${randomBytes(192).toString('base64url')}`;
      uploads.set(token, { ...upload, createdMs: clock.now() });
      return token;
    },
    find: (viewer, token) => {
      const found = uploads.get(token);
      return found && isOf(viewer, found) && found.createdMs + limits.uploadTokenMs > clock.now() ? found : undefined;
    },
    start: (begun) => {
      const id = `ABg5-U${randomBytes(60).toString('base64url')}`;
      const session: Session = { ...begun, id, startedMs: clock.now(), parts: [], status: 'active' };
      sessions.set(id, session);
      return session;
    },
    session: (viewer, id) => {
      const found = sessions.get(id);
      return found && isOf(viewer, found) && found.startedMs + limits.sessionMs > clock.now() ? found : undefined;
    },
  };
}

/** How many bytes of a session have come to stay. */
export function receivedBytes({ parts }: Session): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function isOf(viewer: Viewer, thing: Viewer): boolean {
  return thing.account === viewer.account && thing.clientId === viewer.clientId;
}
