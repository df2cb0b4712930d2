import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** The environment variable that names the Chromium to use. */
export const CHROMIUM_VARIABLE = 'ALBUM_SYNC_CHROMIUM';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

const APPLICATIONS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : [
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ];
  }),
};

/** The Chromium-like browser of this computer, or undefined. Throws when the variable names something else. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env[CHROMIUM_VARIABLE];
  if (named !== undefined && named !== '') {
    if (await isProgram(named)) return named;
    throw new Error(`${CHROMIUM_VARIABLE} names ${named}, which is not a program.`);
  }
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  for (const candidate of [...onPath, ...(APPLICATIONS[process.platform] ?? [])]) {
    if (await isProgram(candidate)) return candidate;
  }
  return undefined;
}

/** Starts a headless Chromium that talks to nobody but this computer. Its scroll bars take no room unless they are asked for. */
export async function launchChromium(
  executablePath: string,
  look: { readonly scrollBars: 'shown' | 'hidden' } = { scrollBars: 'hidden' },
): Promise<Browser> {
  const options: LaunchOptions = { executablePath };
  if (look.scrollBars === 'shown') options.ignoreDefaultArgs = ['--hide-scrollbars'];
  // Chromium refuses its sandbox to root, and many containers refuse it to everybody. It shows our own pages only.
  const root = process.getuid?.() === 0;
  const unguarded = { ...options, chromiumSandbox: false };
  return root ? launch(unguarded) : launch({ ...options, chromiumSandbox: true }).catch(() => launch(unguarded));
}

function launch(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({
    ...options,
    headless: true,
    // Whoever launches it closes it; it also ends by itself when the pipe to it closes.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
