import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { HostMessage } from './messages.ts';

/** Where one extension host sends the results of its tests. */
export interface ResultChannel {
  /** A port of the loopback interface. */
  readonly port: number;
  /** Whether the extension host has come to its tests. */
  hasStarted(): boolean;
  /** Settles when the tests have ended; rejects when the extension host falls silent or goes away before that. */
  readonly finished: Promise<void>;
  close(): void;
}

/** Loading a window and starting its extension host takes about ten seconds on two busy cores. */
const START_LIMIT_MS = 60_000;

/** Between two results. */
const SILENCE_LIMIT_MS = 120_000;

/** Listens for the messages of one extension host. */
export async function openResultChannel(onMessage: (message: HostMessage) => void): Promise<ResultChannel> {
  const sockets = new Set<Socket>();
  let hasStarted = false;
  let resolve = (): void => undefined;
  let reject: (error: Error) => void = () => undefined;
  const finished = new Promise<void>((onEnd, onTrouble) => {
    resolve = onEnd;
    reject = onTrouble;
  });
  // Whoever waits gets the rejection; it must not count as unhandled before somebody does.
  finished.catch(() => undefined);
  const giveUpAfter = (limitMs: number) =>
    setTimeout(() => reject(new Error(`The extension host said nothing for ${String(limitMs / 1000)} s.`)), limitMs);
  let silence = giveUpAfter(START_LIMIT_MS);

  const server = createServer((socket) => {
    sockets.add(socket);
    createInterface(socket)
      .on('line', (line) => {
        clearTimeout(silence);
        silence = giveUpAfter(SILENCE_LIMIT_MS);
        const message = JSON.parse(line) as HostMessage;
        hasStarted = true;
        onMessage(message);
        if (message.type === 'end') resolve();
      })
      .on('close', () => reject(new Error('The extension host went away before its tests had ended.')));
    socket.on('error', reject);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    port: (server.address() as AddressInfo).port,
    hasStarted: () => hasStarted,
    finished,
    close: () => {
      clearTimeout(silence);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
