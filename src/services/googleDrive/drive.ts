import type { ServiceState } from '../../engine/ports/serviceState.ts';
import type { SendingMemory } from '../google/sendingMemory.ts';
import type { UploadSessions } from '../google/uploadSessions.ts';
import type { Client } from './client.ts';
import type { Ids } from './ids.ts';
import type { Mirror } from './mirror.ts';
import type { Shares } from './shares.ts';

/** What the parts of this service work with. */
export interface Drive {
  readonly client: Client;
  readonly state: ServiceState;
  readonly mirror: Mirror;
  readonly ids: Ids;
  readonly shares: Shares;
  readonly sessions: UploadSessions;
  readonly memory: SendingMemory;
}
