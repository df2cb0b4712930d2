import { stoppedClock, type Clock } from '../http/clock.ts';
import type { Faults } from '../http/faults.ts';
import { createHashing } from '../http/hashing.ts';
import type { RequestLog } from '../http/requestLog.ts';
import { startServer, type Server } from '../http/startServer.ts';
import { createTokens, type Tokens } from '../oauth/tokens.ts';
import { albumRoutes } from './albumRoutes.ts';
import { createBaseUrls } from './baseUrls.ts';
import { goneRoutes } from './goneRoutes.ts';
import { itemRoutes } from './itemRoutes.ts';
import { createLibrary } from './library.ts';
import { DOCUMENTED, USUAL, type Habits, type Limits } from './limits.ts';
import { pageRoutes } from './page.ts';
import { createPerson, type Person } from './person.ts';
import { pictureRoutes } from './pictureRoutes.ts';
import { createQuotas } from './quotas.ts';
import { createUploads } from './uploads.ts';
import { uploadRoutes } from './uploadRoutes.ts';

/** What the emulator shares with those of sign-in and other APIs, and where it departs from what is documented. */
export interface PhotosOptions {
  /** Share the clock with `tokens`. */
  readonly clock?: Clock;
  readonly tokens?: Tokens;
  readonly log?: RequestLog;
  readonly faults?: Faults;
  readonly port?: number;
  /** Who stands on the page for people even without photos; an account needs no place here to be used. */
  readonly accounts?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly habits?: Partial<Habits>;
  /** Client ids whose project has not switched the API on. */
  readonly disabledClients?: readonly string[];
  /** Accounts that have no Google Photos; every other account that a token is for has. */
  readonly withoutPhotos?: readonly string[];
}

/** The Library API of Google Photos on 127.0.0.1, with the pictures at the same address. */
export interface PhotosEmulator extends Server {
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly habits: Habits;
  /** What the owner of an account sees and does without any app. */
  person(account: string): Person;
}

export async function startPhotosEmulator(options: PhotosOptions = {}): Promise<PhotosEmulator> {
  const { clock = stoppedClock(), tokens = createTokens(clock), ...rest } = options;
  const limits: Limits = { ...DOCUMENTED, ...rest.limits };
  const habits: Habits = { ...USUAL, ...rest.habits };
  const library = createLibrary(clock);
  const photos = {
    clock,
    tokens,
    limits,
    habits,
    library,
    uploads: createUploads(clock, limits),
    baseUrls: createBaseUrls(clock, limits),
    quotas: createQuotas(clock, limits),
    hashing: createHashing(),
    disabledClients: new Set(rest.disabledClients),
    withoutPhotos: new Set(rest.withoutPhotos),
  };
  const routes = [
    ...uploadRoutes(photos),
    ...itemRoutes(photos),
    ...albumRoutes(photos),
    ...goneRoutes(photos),
    ...pictureRoutes(photos),
    ...pageRoutes(photos, rest.accounts ?? []),
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
    photos.hashing.dispose();
  };
  return { ...server, close, tokens, limits, habits, person: (account) => createPerson(library, account) };
}
