import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from './clock.ts';
import type { LogEntry } from './requestLog.ts';

/** What a handler gives back. A body that is an iterable is streamed. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** One request on its way to a handler. */
export interface Call {
  readonly method: string;
  /** The whole address, with the origin of this server. */
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** What the placeholders of the route's path stand for, percent signs decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Where this server is, for example `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly clock: Clock;
  /** The line of this request in the log; a handler sets the account in it. */
  readonly entry: LogEntry;
  /** The body as it comes in. It ends early, with `cut` set, where a fault or the client cut the connection. */
  readonly body: RequestBody;
  /** Takes a fault that only the handler can play, such as `storeLess`; undefined when none is ordered for this route. */
  special(name: string): number | undefined;
}

/** A request's body. It may be read once. */
export interface RequestBody {
  /** Gives out its pieces in their order, and is done when there are no more. */
  each(take: (chunk: Buffer) => void): Promise<void>;
  /** All of it. Up to 32 MiB; what is beyond is dropped and `tooLong` set. */
  all(): Promise<Buffer>;
  readonly cut: boolean;
  readonly tooLong: boolean;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** One thing that a server can be asked. */
export interface Route {
  /** By which faults and the log know it, for example `mediaItems.batchCreate`. */
  readonly name: string;
  readonly methods: readonly string[];
  /** As in Google's own pages: `/v1/albums/{albumId}:batchAddMediaItems`. `{+name}` also takes slashes. */
  readonly path: string;
  /** Only with these parameters, for example `{ alt: 'media' }`; `*` is any value. */
  readonly query?: Readonly<Record<string, string>>;
  readonly handle: Handler;
}

/** The first route that takes this method and address, with what its placeholders stand for. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  { pathname, searchParams }: URL,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    if (!route.methods.includes(method)) continue;
    if (!Object.entries(route.query ?? {}).every((wanted) => hasParameter(searchParams, wanted))) continue;
    const match = pattern(route.path).exec(pathname);
    if (match) return { route, params: decoded(match.groups ?? {}) };
  }
  return undefined;
}

function hasParameter(query: URLSearchParams, [name, value]: [string, string]): boolean {
  return value === '*' ? query.has(name) : query.get(name) === value;
}

/** A placeholder ends at a colon too, since `albums/{id}:batchAddMediaItems` is another method than `albums/{id}`. */
function pattern(path: string): RegExp {
  const source = path
    .replaceAll(/[.$()*?[\]\\^|]/g, String.raw`\$&`)
    .replaceAll(/\{(\+?)(\w+)\}/g, (_, plus: string, name: string) => `(?<${name}>${plus ? '.+' : '[^/:]+'})`);
  return new RegExp(`^${source}$`);
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodedPart(value)]));
}

function decodedPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
