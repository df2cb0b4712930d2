import type { Answer } from './route.ts';

/** What can go wrong between a server and a client. */
export type Fault =
  /** This answer comes instead, and the handler does not run. */
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The handler does its work, and then the connection is cut before a byte of the answer. */
  | { readonly kind: 'answerLost' }
  /** The connection is cut after so many bytes of the request's body; the handler sees those that came. */
  | { readonly kind: 'requestCut'; readonly afterBytes: number }
  /** The connection is cut after so many bytes of the answer's body, although its length promised more. */
  | { readonly kind: 'answerCut'; readonly afterBytes: number }
  /** The answer is whole for HTTP and yet only its first bytes, such as half a JSON text. */
  | { readonly kind: 'truncated'; readonly toBytes: number }
  /** The answer waits until the promise of the test is fulfilled; the handler has done its work by then. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  /** The handler does not begin before the promise of the test is fulfilled. */
  | { readonly kind: 'heldBefore'; readonly until: Promise<unknown> }
  /** The answer waits so long by the computer's clock: for people, and for tests of time limits. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The JSON of the answer is changed: another type, an enum value nobody knows, a missing field. */
  | { readonly kind: 'changedJson'; readonly change: (body: unknown) => unknown }
  /** An answer of so many bytes is streamed, without a length in its head. */
  | { readonly kind: 'huge'; readonly bytes: number; readonly contentType: string }
  /** Something that only the handler can play; it asks for it by name (`call.special`). */
  | { readonly kind: 'special'; readonly name: string; readonly value: number };

/** When a fault strikes. */
export interface FaultOrder {
  /** Name of a route, or `*` for every one. */
  readonly route: string;
  readonly fault: Fault;
  /** How many calls it strikes; 1 unless told, `Infinity` for all. */
  readonly times?: number;
  /** How many calls of the route go well before; 0 unless told. */
  readonly after?: number;
}

/** The faults that a test has ordered and that have not struck yet. */
export interface Faults {
  order(order: FaultOrder): void;
  /** Used by the server: the fault that strikes this call. */
  take(route: string): Fault | undefined;
  /** Used by the server: the value of a special fault that strikes this call. */
  takeSpecial(route: string, name: string): number | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let pending: { route: string; fault: Fault; times: number; after: number }[] = [];
  const takeFirst = (route: string, wanted: (fault: Fault) => boolean): Fault | undefined => {
    for (const order of pending) {
      if ((order.route !== route && order.route !== '*') || !wanted(order.fault)) continue;
      if (order.after > 0) {
        order.after -= 1;
        continue;
      }
      order.times -= 1;
      pending = pending.filter(({ times }) => times > 0);
      return order.fault;
    }
    return undefined;
  };
  return {
    order: ({ route, fault, times = 1, after = 0 }) => {
      pending.push({ route, fault, times, after });
    },
    take: (route) => takeFirst(route, (fault) => fault.kind !== 'special'),
    takeSpecial: (route, name) => {
      const fault = takeFirst(route, (candidate) => candidate.kind === 'special' && candidate.name === name);
      return fault?.kind === 'special' ? fault.value : undefined;
    },
    clear: () => {
      pending = [];
    },
  };
}
