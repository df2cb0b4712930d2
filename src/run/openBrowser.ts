import { spawn } from 'node:child_process';

/** Opens an address in the person's browser; false on a computer without a screen. */
export function openBrowser(address: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  const [program, ...args] = openerOf(platform, env);
  if (program === undefined) return false;
  const child = spawn(program, [...args, address], { detached: true, stdio: 'ignore' });
  // The address has been printed, so a program that is not there is no loss.
  child.once('error', () => undefined);
  child.unref();
  return true;
}

function openerOf(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : [];
}
