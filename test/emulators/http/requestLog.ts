/** One request that a server took, in the order of arrival. Secrets in the query are masked; headers are not kept. */
export interface LogEntry {
  readonly at: number;
  readonly method: string;
  /** Path and query, for example `/v1/albums?pageSize=50`. */
  readonly path: string;
  /** The name of the route, or `unknown`. */
  readonly route: string;
  /** E-mail of the account whose token came with it, once the handler has found out. */
  account?: string;
  /** Bytes of the request's body that were read. */
  requestBytes: number;
  /** Bytes of the answer's body that were sent. */
  answerBytes: number;
  /** The status that was answered; undefined while it runs and when the connection was cut before an answer. */
  status?: number;
}

/** What a server was asked, for tests to compare as text. */
export interface RequestLog {
  readonly entries: readonly LogEntry[];
  /** Used by the server. */
  add(entry: LogEntry): LogEntry;
  /** Used by the server: the entry has been answered, or its connection was cut. */
  done(entry: LogEntry): void;
  /** The entries of one route. */
  of(route: string): readonly LogEntry[];
  /** One line a request, for example `POST /v1/albums 200`; `cut` where no answer went out. */
  text(): string;
  clear(): void;
}

const SECRET_PARAMETERS = [
  'access_token',
  'id_token',
  'oauth_token',
  'token',
  'code',
  'key',
  'client_secret',
  'upload_id',
];

/** @param onDone told of each request when it is over, for a log that is read as it grows */
export function createRequestLog(onDone: (entry: LogEntry) => void = () => undefined): RequestLog {
  const entries: LogEntry[] = [];
  return {
    entries,
    add: (entry) => {
      entries.push(entry);
      return entry;
    },
    done: onDone,
    of: (route) => entries.filter((entry) => entry.route === route),
    text: () => entries.map(entryText).join('\n'),
    clear: () => {
      entries.length = 0;
    },
  };
}

/** For example `POST /v1/albums 200`. */
export function entryText({ method, path, status }: LogEntry): string {
  return `${method} ${path} ${status ?? 'cut'}`;
}

/** Path and query with the values of secret parameters replaced by `***`. */
export function maskedPath(url: URL): string {
  if (url.search === '') return url.pathname;
  const query = new URLSearchParams(url.search);
  for (const name of SECRET_PARAMETERS) if (query.has(name)) query.set(name, '***');
  return `${url.pathname}?${query.toString()}`;
}
