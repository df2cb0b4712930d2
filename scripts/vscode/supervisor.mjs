// Runs one command, and ends it together with everything it started as soon as standard input closes. The operating
// system closes that pipe whatever happens to the process at its other end, so nothing is left behind even when a test
// run is killed. A folder for the data of that time only is removed as well.
// Usage: node supervisor.mjs <folder to remove> <command> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import process from 'node:process';

const windows = process.platform === 'win32';
const [folder = '', command = '', ...rest] = process.argv.slice(2);
const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit'], detached: !windows, windowsHide: true });

child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => {
  endGroup();
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  } catch (error) {
    console.error(`${folder} could not be removed: ${String(error)}`);
  }
  process.exit(code ?? 0);
});
process.stdin.resume();
process.stdin.on('close', endGroup);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Ctrl+C reaches the whole terminal group; the process at the other end of the pipe decides when to stop.
  process.on(signal, () => undefined);
}

/** Ends the command with everything it started; its own end then brings about the rest. */
function endGroup() {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
