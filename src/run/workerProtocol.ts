import type { RunEvent } from '../engine/ports/progress.ts';
import type { SyncReport } from '../engine/report.ts';
import type { FolderMapping, MappingRequest } from './folderMapping.ts';
import type { RunRequest } from './request.ts';

/** What the editor tells the worker. */
export type ToWorker =
  | { readonly type: 'run'; readonly id: number; readonly request: RunRequest }
  | { readonly type: 'map'; readonly id: number; readonly request: MappingRequest }
  | { readonly type: 'cancel'; readonly id: number };

/** What the worker tells the editor; events come in bundles, because a message costs more than what is in it. */
export type FromWorker =
  | { readonly type: 'events'; readonly id: number; readonly events: readonly RunEvent[] }
  | { readonly type: 'report'; readonly id: number; readonly report: SyncReport }
  | { readonly type: 'mapping'; readonly id: number; readonly mapping: FolderMapping };
