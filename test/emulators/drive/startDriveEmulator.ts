import { stoppedClock, type Clock } from '../http/clock.ts';
import type { Faults } from '../http/faults.ts';
import { createHashing } from '../http/hashing.ts';
import type { RequestLog } from '../http/requestLog.ts';
import { startServer, type Server } from '../http/startServer.ts';
import { createTokens, type Tokens } from '../oauth/tokens.ts';
import { aboutRoute } from './aboutRoute.ts';
import { changeRoutes } from './changeRoutes.ts';
import { copyRoute } from './copyRoute.ts';
import { downloadRoute } from './download.ts';
import { fileRoutes } from './fileRoutes.ts';
import { DOCUMENTED, USUAL, type Habits, type Limits } from './limits.ts';
import { listRoute } from './listRoute.ts';
import { pageRoutes } from './page.ts';
import { createPageTokens } from './paging.ts';
import { permissionRoutes } from './permissionRoutes.ts';
import { createPerson, type Person } from './person.ts';
import { createQuotas } from './quotas.ts';
import { revisionRoutes } from './revisionRoutes.ts';
import { createSessions } from './sessions.ts';
import { createRandomness } from './store/random.ts';
import { createStore } from './store/store.ts';
import { createThumbnailLinks } from './thumbnailLinks.ts';
import { thumbnailRoute } from './thumbnailRoute.ts';
import { uploadRoutes } from './uploadRoutes.ts';

/** What the emulator shares with those of sign-in and other APIs, and where it departs from what is documented. */
export interface DriveOptions {
  /** Share the clock with `tokens`. */
  readonly clock?: Clock;
  readonly tokens?: Tokens;
  readonly log?: RequestLog;
  readonly faults?: Faults;
  readonly port?: number;
  /** Who stands on the page for people even without files; an account needs no place here to be used. */
  readonly accounts?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly habits?: Partial<Habits>;
  /** Of ids and of the order of lists; with the same seed they are the same in every run. */
  readonly seed?: number;
  /** Client ids whose project has not switched the API on. */
  readonly disabledClients?: readonly string[];
}

/** Version 3 of the Drive API on 127.0.0.1, with a page for people at the same address. */
export interface DriveEmulator extends Server {
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly habits: Habits;
  /** What the owner of an account sees and does without any app. */
  person(account: string): Person;
}

export async function startDriveEmulator(options: DriveOptions = {}): Promise<DriveEmulator> {
  const { clock = stoppedClock(), tokens = createTokens(clock), ...rest } = options;
  const limits: Limits = { ...DOCUMENTED, ...rest.limits };
  const habits: Habits = { ...USUAL, ...rest.habits };
  const random = createRandomness(rest.seed ?? 1);
  const drive = {
    clock,
    tokens,
    limits,
    habits,
    random,
    store: createStore(() => clock.now(), random),
    quotas: createQuotas(clock, limits),
    sessions: createSessions(clock, limits),
    pageTokens: createPageTokens(clock, limits, habits),
    thumbnailLinks: createThumbnailLinks(clock, limits),
    hashing: createHashing(),
    disabledClients: new Set(rest.disabledClients),
  };
  const routes = [
    aboutRoute(drive),
    listRoute(drive),
    downloadRoute(drive),
    ...fileRoutes(drive),
    copyRoute(drive),
    ...uploadRoutes(drive),
    ...revisionRoutes(drive),
    ...changeRoutes(drive),
    ...permissionRoutes(drive),
    thumbnailRoute(drive),
    ...pageRoutes(drive, rest.accounts ?? []),
  ];
  const { log, faults, port } = rest;
  const server = await startServer({
    routes,
    clock,
    ...(log && { log }),
    ...(faults && { faults }),
    ...(port && { port }),
  });
  const close = async () => {
    await server.close();
    drive.hashing.dispose();
  };
  return { ...server, close, tokens, limits, habits, person: (account) => createPerson(drive, account) };
}
