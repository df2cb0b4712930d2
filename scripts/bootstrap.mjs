// Runs a script of this project on the Node that the project pins, whatever Node the machine has, and installs the
// packages first when they are missing or not those of package-lock.json. Written for Node 20 and without packages,
// since neither can be relied on before this has run.
// Usage: node scripts/bootstrap.mjs <script> [arguments]
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const pinnedNode = join(repository, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

if (!packagesAreInstalled() || !existsSync(pinnedNode)) {
  console.log('Installing the packages of package-lock.json (once, about a minute) …');
  // `npm ci` removes node_modules first, and Windows does not let go of a program that runs.
  const command = windows && process.execPath === pinnedNode ? 'install' : 'ci';
  const status = await run('npm', [command, '--no-audit', '--no-fund', '--loglevel=error'], { shell: windows });
  if (status !== 0) stop(`npm ${command} failed. Is the npm registry in reach?`, status);
  if (!existsSync(pinnedNode)) {
    stop('The npm package "node" did not install its program. Type: npm rebuild node --foreground-scripts', 1);
  }
}

// Windows spells it Path.
const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
const path = [join(repository, 'node_modules', '.bin'), process.env[pathName]].join(delimiter);
// TypeScript runs as it is; Node warns that it had to look whether a file is a module.
const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
const env = { ...process.env, [pathName]: path };
process.exitCode = await run(pinnedNode, [...flags, ...process.argv.slice(2)], { env });

/** Whether every package of package-lock.json is there in the version that is written there. */
function packagesAreInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages(join('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    // Optional packages are those of other operating systems; the nameless one is this project itself.
    ([name, { version, optional }]) => name === '' || optional || present[name]?.version === version,
  );
}

/**
 * @param {string} lockFile relative to the checkout
 * @returns {Record<string, { version?: string, optional?: boolean }>} nothing when it cannot be read
 */
function readPackages(lockFile) {
  try {
    return JSON.parse(readFileSync(join(repository, lockFile), 'utf8')).packages;
  } catch {
    return {};
  }
}

/**
 * Runs a command in the checkout and in this terminal.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} its exit status
 */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: repository, stdio: 'inherit', ...options });
    // Ctrl+C reaches the child as well, which decides when to end; other signals are passed on.
    const ignore = () => undefined;
    /** @param {NodeJS.Signals} signal */
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', ignore).on('SIGTERM', pass).on('SIGHUP', pass);
    child.once('error', (error) => stop(`${command}: ${error.message}`, 127));
    child.once('close', (code, signal) => {
      process.off('SIGINT', ignore).off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * @param {string} message
 * @param {number} status
 */
function stop(message, status) {
  console.error(message);
  process.exit(status);
}
