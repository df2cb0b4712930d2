import { spawn } from 'node:child_process';
import process from 'node:process';

/** Whether somebody sits in front of a screen of this computer. */
export function hasDisplay(): boolean {
  const { CI, DISPLAY, SSH_CONNECTION, WAYLAND_DISPLAY } = process.env;
  if (CI !== undefined && CI !== '') return false;
  if (process.platform === 'linux') return Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
  return SSH_CONNECTION === undefined;
}

/** Asks the system to show an address. When it cannot, the address that is printed anyway has to do. */
export function openInSystemBrowser(address: string): Promise<void> {
  const [command, args] = opener(address);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
    child.once('error', () => resolve());
  });
}

function opener(address: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [address]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]];
  return ['xdg-open', [address]];
}
