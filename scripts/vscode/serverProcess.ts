import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { newestExtensionHostLog } from './extensionHostLog.ts';
import { installExtensions } from './installedExtensions.ts';
import { userSettings, type EditorLook } from './userSettings.ts';

/** A running VS Code server: a VS Code whose window is a web page and whose extension host is a real one. */
export interface VsCodeServer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Whoever knows it may open a window, and in it a terminal; so it goes into addresses and nowhere else. */
  readonly token: string;
  /** Makes the windows that are opened from now on look so. */
  writeUserSettings(look: EditorLook): Promise<void>;
  /** The end of the newest extension host log, for a failure message; empty when there is none. */
  extensionHostLog(): Promise<string>;
  /** Ends the server with everything it started, and removes its data. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** The VS Code server's entry, as `codeServer.ts` gives it. */
  readonly entry: string;
  /** What every window has: folders of extensions as if they had been installed, or VSIX files, which VS Code installs. */
  readonly extensions: readonly string[];
  /** Added to the environment of the server, and so of its extension hosts. */
  readonly environment: Readonly<Record<string, string>>;
  /** What a window opens whose address names no folder. */
  readonly defaultFolder?: string | undefined;
  /** Whether the address of a window may name an extension that is run from its folder, and its tests. */
  readonly development: 'allowed' | 'refused';
  readonly look: EditorLook;
}

const START_LIMIT_MS = 60_000;

/**
 * The window reaches other ports of this machine as they are. code-server's own entry passes them on below `/proxy/`,
 * which the server inside it does not, and the browser is on this machine anyway.
 */
const PORTS = { VSCODE_PROXY_URI: '' };

/** Starts a server on a free port of the loopback interface and waits until it listens. Throws with its last output. */
export async function startVsCodeServer(options: ServerOptions): Promise<VsCodeServer> {
  const data = await mkdtemp(join(tmpdir(), 'album-sync-vscode-'));
  const userData = join(data, 'data');
  const extensions = join(data, 'extensions');
  const settingsFile = join(userData, 'User', 'settings.json');
  const token = randomBytes(16).toString('hex');
  const writeUserSettings = (look: EditorLook) => writeFile(settingsFile, JSON.stringify(userSettings(look), null, 2));

  await mkdir(join(userData, 'User'), { recursive: true });
  await installExtensions(options.extensions, { entry: options.entry, serverData: data, extensions });
  await writeUserSettings(options.look);

  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'supervisor.mjs'),
      data,
      process.execPath,
      options.entry,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      // This is what makes a built workbench honour an extension under development.
      ...(options.development === 'allowed' ? ['--enable-smoke-test-driver'] : []),
      ...['--server-data-dir', data, '--user-data-dir', userData, '--extensions-dir', extensions],
      ...(options.defaultFolder === undefined ? [] : ['--default-folder', options.defaultFolder]),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...PORTS, ...options.environment }, windowsHide: true },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  try {
    const port = await listeningPort(child);
    return {
      origin: `http://127.0.0.1:${String(port)}`,
      token,
      writeUserSettings,
      extensionHostLog: () => newestExtensionHostLog(join(userData, 'logs')),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The port that the server names in its output; the output is read on afterwards so that the pipe never fills. */
function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const heard: string[] = [];
    const giveUp = (why: string) => reject(new Error(`The VS Code server ${why}.\n${heard.slice(-20).join('\n')}`));
    const timer = setTimeout(() => giveUp(`did not listen within ${String(START_LIMIT_MS / 1000)} s`), START_LIMIT_MS);
    const read = (line: string) => {
      heard.push(line);
      const port = /^Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', read);
    child.once('close', () => {
      clearTimeout(timer);
      giveUp('ended before it listened');
    });
  });
}
