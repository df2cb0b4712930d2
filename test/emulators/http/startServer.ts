import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { notFoundPage } from './answers.ts';
import { stoppedClock, type Clock } from './clock.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { requestBody } from './requestBody.ts';
import { createRequestLog, maskedPath, type RequestLog } from './requestLog.ts';
import { findRoute, type Answer, type Call, type Route } from './route.ts';
import { sendAnswer } from './sendAnswer.ts';

/** What a server needs; everything but the routes has a default, and what is given may be shared with other servers. */
export interface ServerOptions {
  readonly routes: readonly Route[];
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock?: Clock;
  readonly log?: RequestLog;
  readonly faults?: Faults;
}

/** A server on 127.0.0.1 that runs. */
export interface Server {
  /** For example `http://127.0.0.1:41234`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Cuts all connections and ends the server. */
  close(): Promise<void>;
}

/** Starts a server. An address that no route has is answered as Google's front door does: 404 in HTML. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { routes, port = 0, clock = stoppedClock(), log = createRequestLog(), faults = createFaults() } = options;
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const actualPort = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${String(actualPort)}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    // A request whose body was not read to its end loses its socket.
    const { socket } = request;
    // Two slashes at the start would name another host.
    const url = new URL(`${origin}${(request.url ?? '/').replace(/^\/*/, '/')}`);
    const found = findRoute(routes, method, url);
    const name = found?.route.name ?? 'unknown';
    const entry = log.add({
      at: clock.now(),
      method,
      path: maskedPath(url),
      route: name,
      requestBytes: 0,
      answerBytes: 0,
    });
    const fault = faults.take(name);
    const body = requestBody(request, entry, fault?.kind === 'requestCut' ? fault.afterBytes : Infinity);
    const special = (wanted: string) => faults.takeSpecial(name, wanted);
    const { params = {}, route } = found ?? {};
    const call: Call = {
      method,
      url,
      query: url.searchParams,
      headers: request.headers,
      params,
      origin,
      clock,
      entry,
      body,
      special,
    };
    const answer = await answered(call, route, fault);
    if (body.cut || fault?.kind === 'answerLost') socket.destroy();
    else await sendAnswer(response, entry, answer, fault);
    log.done(entry);
  }

  return {
    url: origin,
    port: actualPort,
    clock,
    log,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answered(call: Call, route: Route | undefined, fault: Fault | undefined): Promise<Answer> {
  if (fault?.kind === 'answer') return fault.answer;
  if (fault?.kind === 'heldBefore') await fault.until;
  if (!route) return notFoundPage(call.url.pathname);
  try {
    return await route.handle(call);
  } catch (error) {
    // A fault of the emulator itself must look like none of Google's answers.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 599, headers: { 'Content-Type': 'text/plain' }, body: `The emulator failed: ${text}` };
  }
}
