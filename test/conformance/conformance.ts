import { describe, type TestContext } from 'node:test';
import type { AlbumService } from '../../src/engine/ports/albumService.ts';
import { albumBehaviour } from './albumBehaviour.ts';
import { changeBehaviour } from './changeBehaviour.ts';
import { failureBehaviour } from './failureBehaviour.ts';
import { nameBehaviour } from './nameBehaviour.ts';
import { restoreBehaviour } from './restoreBehaviour.ts';
import { togetherBehaviour } from './togetherBehaviour.ts';
import { uploadBehaviour } from './uploadBehaviour.ts';

/** One empty account of a service, gone when its test ends. */
export interface Account {
  /** A new client of the account, as after a crash of the one before: nothing is handed over between them. */
  open(): AlbumService;
}

/** Makes an empty account for one test. */
export type MakeAccount = (t: TestContext) => Promise<Account>;

/**
 * What every service must do, whatever it is: the contract of `src/engine/ports/albumService.ts` as tests. Where a
 * service says in its capabilities that it cannot do something, the test is that it answers `E_NOT_SUPPORTED`.
 */
export function describeService(name: string, makeAccount: MakeAccount): void {
  describe(name, () => {
    albumBehaviour(makeAccount);
    uploadBehaviour(makeAccount);
    togetherBehaviour(makeAccount);
    changeBehaviour(makeAccount);
    restoreBehaviour(makeAccount);
    failureBehaviour(makeAccount);
    nameBehaviour(makeAccount);
  });
}
