import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { cacheDirectory } from '../tools/cacheDirectory.ts';
import { lastLines, runQuietly } from '../tools/command.ts';
import { withLock } from '../tools/lock.ts';
import { COMPILER, ensureSystemPackages, KERBEROS_HEADERS } from '../tools/systemPackages.ts';

/** The npm release that carries the VS Code server; 4.139.1 is VS Code 1.139.1. */
export const CODE_SERVER_VERSION = '4.139.1';

/**
 * The entry of the VS Code server, which is installed first if it is not in the user's cache yet. It is used directly:
 * code-server's own entry refuses the option that lets a window run an extension under development.
 */
export async function provideCodeServer(): Promise<string> {
  const home = join(cacheDirectory(), `code-server-${CODE_SERVER_VERSION}`);
  const entry = entryBelow(home);
  if (await exists(entry)) return entry;

  await mkdir(cacheDirectory(), { recursive: true });
  await withLock(
    `${home}.lock`,
    () => console.log('Another run is installing code-server; waiting for it …'),
    async () => {
      if (!(await exists(entry))) await install(home);
    },
  );
  return entry;
}

/** Installs into a folder beside its place and renames that, so that an interrupted install is never taken for a whole one. */
async function install(home: string): Promise<void> {
  await ensureSystemPackages([COMPILER, KERBEROS_HEADERS]);
  console.log(`Installing code-server ${CODE_SERVER_VERSION} into ${home} (once, two to five minutes) …`);
  const partial = `${home}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  try {
    const nodedir = await nodeHeaders(join(partial, 'headers'));
    const dependencies = { 'code-server': CODE_SERVER_VERSION };
    // Newer releases of npm run no install script that they have not been told of.
    const allowScripts = { 'code-server': true, argon2: true };
    await writeFile(
      join(partial, 'package.json'),
      JSON.stringify({ private: true, dependencies, allowScripts }, null, 2),
    );
    const { status, output } = await runQuietly('npm', ['install', ...QUIET], {
      cwd: partial,
      environment: {
        ...(nodedir === undefined ? {} : { npm_config_nodedir: nodedir }),
        // The npm that started this may have run on another Node, and has left word of that for its children.
        npm_config_user_agent: undefined,
        npm_node_execpath: undefined,
        NODE: undefined,
      },
    });
    if (status !== 0 || !(await exists(entryBelow(partial)))) {
      throw new Error(`npm could not install code-server ${CODE_SERVER_VERSION}:\n${lastLines(output, 30)}`);
    }
    await rm(join(partial, 'headers'), { recursive: true, force: true });
    await rename(partial, home);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * The headers of the Node that runs this, from npm: native modules are compiled against them, and the usual source of
 * headers is a web site that a machine behind a registry mirror cannot reach. Undefined where npm has none.
 */
async function nodeHeaders(folder: string): Promise<string | undefined> {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${platform}-${process.arch}`;
  await mkdir(folder);
  const args = ['install', '--no-save', '--ignore-scripts', ...QUIET, `${name}@${process.versions.node}`];
  await runQuietly('npm', args, { cwd: folder });
  const home = join(folder, 'node_modules', name);
  return (await exists(join(home, 'include', 'node', 'node.h'))) ? home : undefined;
}

function entryBelow(home: string): string {
  return join(home, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
