import { access } from 'node:fs/promises';
import process from 'node:process';
import { findChromium } from '../vscode/chromium.ts';
import { lastLines, runQuietly } from './command.ts';

/** Something that comes from the system's package manager and not from npm. */
export interface SystemPackage {
  /** What it is, in words. */
  readonly name: string;
  /** Names of Debian packages. */
  readonly debian: readonly string[];
  /** What to do where there is no apt. */
  readonly elsewhere: string;
  isThere(): Promise<boolean>;
}

export const CHROMIUM: SystemPackage = {
  name: 'Chromium',
  debian: ['chromium'],
  elsewhere: 'install Chromium or Chrome, or name its program in ALBUM_SYNC_CHROMIUM',
  isThere: async () => (await findChromium()) !== undefined,
};

/** What the one native module of code-server without a ready-made binary (`kerberos`) is compiled with. */
export const KERBEROS_HEADERS: SystemPackage = {
  name: 'the Kerberos headers',
  debian: ['libkrb5-dev'],
  elsewhere: 'install the development files of Kerberos (krb5)',
  isThere: async () => process.platform !== 'linux' || (await exists('/usr/include/gssapi/gssapi.h')),
};

export const COMPILER: SystemPackage = {
  name: 'a C++ compiler',
  debian: ['g++', 'make', 'python3'],
  elsewhere: 'install a C++ compiler, make and Python 3 (macOS: xcode-select --install)',
  isThere: async () => {
    if (process.platform === 'win32') return true;
    const versions = await Promise.all(['g++', 'make', 'python3'].map((tool) => runQuietly(tool, ['--version'])));
    return versions.every(({ status }) => status === 0);
  },
};

/**
 * Makes sure that system packages are there: installs what is missing where it may (root, or `sudo` without a password,
 * on a system with apt), and otherwise throws an error that says in one line what to type.
 */
export async function ensureSystemPackages(wanted: readonly SystemPackage[]): Promise<void> {
  const present = await Promise.all(wanted.map((item) => item.isThere()));
  const missing = wanted.filter((_item, index) => !present[index]);
  if (missing.length === 0) return;

  const names = missing.map((item) => item.name).join(' and ');
  const packages = missing.flatMap((item) => item.debian);
  if (!(await exists('/usr/bin/apt-get'))) {
    throw new Error(`Missing: ${names}. Please ${missing.map((item) => item.elsewhere).join(', and ')}.`);
  }
  const byHand = `Type: sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`;
  const asRoot = await howToBeRoot();
  if (asRoot === undefined) throw new Error(`Missing: ${names}. ${byHand}`);

  console.log(`Installing ${names} (apt-get install ${packages.join(' ')}) …`);
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', ...packages],
  ]) {
    const [command = '', ...rest] = [...asRoot, 'apt-get', ...args];
    const { status, output } = await runQuietly(command, rest, { environment: { DEBIAN_FRONTEND: 'noninteractive' } });
    if (status !== 0) throw new Error(`Could not install ${names}. ${byHand}\n${lastLines(output, 5)}`);
  }
}

/** What to write before a command so that root runs it; undefined when that needs a password. */
async function howToBeRoot(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  return (await runQuietly('sudo', ['-n', 'true'])).status === 0
    ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND']
    : undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
