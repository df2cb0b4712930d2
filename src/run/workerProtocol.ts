import type { RunEvent } from '../engine/ports/progress.ts';
import type { SyncReport } from '../engine/report.ts';
import type { Result } from '../engine/result.ts';
import type { FolderMapping, MappingRequest } from './folderMapping.ts';
import type { ChangesFound, ChangesRequest } from './lookAtChanges.ts';
import type { Look, LookRequest } from './lookAtFiles.ts';
import type { PackedPiece } from './packedSeen.ts';
import type { Copy, CopyRequest } from './readCopy.ts';
import type { RunRequest } from './request.ts';

/** What the editor tells the worker. */
export type ToWorker =
  | { readonly type: 'run'; readonly id: number; readonly request: RunRequest }
  | { readonly type: 'map'; readonly id: number; readonly request: MappingRequest }
  | { readonly type: 'look'; readonly id: number; readonly request: LookRequest }
  | { readonly type: 'changes'; readonly id: number; readonly request: ChangesRequest }
  | { readonly type: 'readCopy'; readonly id: number; readonly request: CopyRequest }
  /** The piece of a report has come; the next one may. */
  | { readonly type: 'more'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'secret'; readonly id: number; readonly answer: Result<string | undefined> };

/** What the worker tells the editor; events come in bundles, because a message costs more than what is in it. */
export type FromWorker =
  | { readonly type: 'events'; readonly id: number; readonly events: readonly RunEvent[] }
  /** A piece of the items of the report that comes after them. */
  | { readonly type: 'items'; readonly id: number; readonly piece: PackedPiece }
  | { readonly type: 'report'; readonly id: number; readonly report: SyncReport }
  | { readonly type: 'mapping'; readonly id: number; readonly mapping: FolderMapping }
  | { readonly type: 'looks'; readonly id: number; readonly looks: readonly Look[] }
  | { readonly type: 'changesFound'; readonly id: number; readonly found: ChangesFound }
  | { readonly type: 'copy'; readonly id: number; readonly copy: Copy }
  | { readonly type: 'askSecret'; readonly id: number; readonly ask: SecretQuestion };

/** What the worker wants of the editor's store of secrets; the `id` of a question is its own and not that of a run. */
export type SecretQuestion =
  | { readonly verb: 'get'; readonly key: string }
  | { readonly verb: 'set'; readonly key: string; readonly value: string }
  | { readonly verb: 'delete'; readonly key: string };
