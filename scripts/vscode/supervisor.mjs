// Runs one command, and ends it together with everything it started as soon as standard input closes. The operating
// system closes that pipe whatever happens to the process at its other end, so nothing is left behind even when a test
// run is killed.
// Usage: node supervisor.mjs <command> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';

const windows = process.platform === 'win32';
const [command = '', ...rest] = process.argv.slice(2);
const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit'], detached: !windows, windowsHide: true });

child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => {
  endEverything();
  process.exit(code ?? 1);
});
process.stdin.resume();
process.stdin.on('close', () => {
  endEverything();
  process.exit(0);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Ctrl+C reaches the whole terminal group; the process at the other end of the pipe decides when to stop.
  process.on(signal, () => undefined);
}

function endEverything() {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true });
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
