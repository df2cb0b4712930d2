import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { problem } from '../engine/errors.ts';
import { phrase, type Phrase } from '../engine/phrase.ts';
import { fail, ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import { UPLOADS_PREFIX } from './keptUploads.ts';
import type { SecretStore } from './secretStore.ts';

/** What is kept, by name. */
type Secrets = Readonly<Record<string, string>>;

/** A longer file is not one of ours; bytes. */
const LONGEST = 1024 * 1024;

/**
 * Keeps secrets in `secrets.json`, and those of uploads, which every run changes, beside it in `uploads.json`, so that a run
 * never writes the file of the sign-ins. Their owner alone can read and write them; one that others can read is not used.
 * On Windows, where files have no such mode, the rights of the user's profile folder protect them.
 * @param directory absolute path of the state directory
 */
export function fileSecretStore(directory: string, platform: NodeJS.Platform): SecretStore {
  const signIns = storeIn(secretsFile(directory), platform);
  const uploads = storeIn(path.join(directory, 'uploads.json'), platform);
  const storeOf = (key: string) => (key.startsWith(UPLOADS_PREFIX) ? uploads : signIns);
  return {
    get: (key) => storeOf(key).get(key),
    set: (key, value) => storeOf(key).set(key, value),
    delete: (key) => storeOf(key).delete(key),
  };
}

/** @param directory absolute path of the state directory */
export function secretsFile(directory: string): string {
  return path.join(directory, 'secrets.json');
}

function storeIn(file: string, platform: NodeJS.Platform): SecretStore {
  let turn: Promise<unknown> = Promise.resolve();

  /** Changes come one after the other, or one would undo what another wrote. */
  function change(edit: (secrets: Secrets) => Secrets): Promise<Result<void>> {
    const done = turn.then(async () => {
      const secrets = await readSecrets(file, platform);
      if (!secrets.ok) return secrets;
      const edited = edit(secrets.value);
      return edited === secrets.value ? ok() : writeSecrets(file, edited);
    });
    turn = done;
    return done;
  }

  return {
    get: async (key) => {
      const secrets = await readSecrets(file, platform);
      return secrets.ok ? ok(secrets.value[key]) : secrets;
    },
    set: (key, value) => change((secrets) => ({ ...secrets, [key]: value })),
    delete: (key) => change((secrets) => (Object.hasOwn(secrets, key) ? without(secrets, key) : secrets)),
  };
}

function without(secrets: Secrets, key: string): Secrets {
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => name !== key));
}

async function readSecrets(file: string, platform: NodeJS.Platform): Promise<Result<Secrets>> {
  let text: string;
  try {
    const folder = path.dirname(file);
    const { mode: folderMode } = await stat(folder);
    // Who can write into a folder without the sticky bit can put a file of theirs in the place of this one.
    if (platform !== 'win32' && (folderMode & 0o022) !== 0 && (folderMode & 0o1000) === 0)
      return unsafe(file, phrase`others can write into its folder. Say: chmod 700 '${folder}'`);
    await using handle = await open(file, 'r');
    const { mode, uid, size } = await handle.stat();
    if (platform !== 'win32' && (mode & 0o077) !== 0)
      return unsafe(
        file,
        phrase`others can read it. Say: chmod 600 '${file}'; and think of what is in it as known to them`,
      );
    if (platform !== 'win32' && uid !== process.getuid?.()) return unsafe(file, phrase`it belongs to another user`);
    if (size > LONGEST) return unsafe(file, phrase`it is too long`);
    text = await handle.readFile('utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? ok({}) : unsafe(file, phrase`it cannot be read (${codeOf(error)})`);
  }
  const secrets = parse(text);
  return secrets ? ok(secrets) : unsafe(file, phrase`it cannot be understood. Move it away`);
}

function parse(text: string): Secrets | undefined {
  try {
    const { version, secrets } = JSON.parse(text) as { readonly version?: unknown; readonly secrets?: unknown };
    const isOurs = version === 1 && typeof secrets === 'object' && secrets !== null;
    return isOurs && Object.values(secrets).every((value) => typeof value === 'string')
      ? (secrets as Secrets)
      : undefined;
  } catch {
    // What the parser says would quote the file.
    return undefined;
  }
}

/** The file is whole at every moment: the new one is flushed before it takes the place of the old one. */
async function writeSecrets(file: string, secrets: Secrets): Promise<Result<void>> {
  const staged = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    {
      await using handle = await open(staged, 'wx', 0o600);
      await handle.writeFile(`${JSON.stringify({ version: 1, secrets }, null, 2)}\n`);
      await handle.sync();
    }
    await rename(staged, file);
    await flushFolder(path.dirname(file));
    return ok();
  } catch (error) {
    await rm(staged, { force: true }).catch(() => undefined);
    return unsafe(file, phrase`it cannot be written (${codeOf(error)})`);
  }
}

/** Without it a crash of the computer could bring the old file back. Windows flushes no folders. */
async function flushFolder(folder: string): Promise<void> {
  try {
    await using handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // The file is in its place all the same.
  }
}

function unsafe(file: string, about: Phrase): Result<never> {
  return fail(problem('E_SECRETS', phrase`${file}: ${about}`));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
