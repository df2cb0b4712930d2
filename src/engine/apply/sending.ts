import type { Action } from '../model.ts';

/** The actions that send a file. */
export const SENDING: readonly Action[] = ['UPLOAD_LOCAL', 'REPLACE_REMOTE_WITH_LOCAL'];
