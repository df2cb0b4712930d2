import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID } from './schema.ts';
import type { LedgerFiles } from './stateDirectory.ts';

/** How many items the ledger of another account of the same service remembers in this folder: the most of all others. */
export function rememberedByOthers({ directory, ledger }: LedgerFiles): number {
  const own = path.basename(ledger);
  const service = own.slice(0, own.lastIndexOf('-'));
  return mostItems(directory, (name) => name !== own && isLedgerOf(service, name));
}

/**
 * How many items are remembered of a service in all workspace folders together, of each folder those of one account.
 * @param state absolute path of the state directory
 */
export function rememberedOf(state: string, service: string): number {
  if (!existsSync(state)) return 0;
  const folders = readdirSync(state, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const counts = folders.map(({ name }) => mostItems(path.join(state, name), (file) => isLedgerOf(service, file)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function isLedgerOf(service: string, name: string): boolean {
  return name.startsWith(`${service}-`) && /^[0-9a-f]{12}\.db$/.test(name.slice(service.length + 1));
}

function mostItems(directory: string, isWanted: (name: string) => boolean): number {
  if (!existsSync(directory)) return 0;
  return Math.max(
    0,
    ...readdirSync(directory)
      .filter(isWanted)
      .map((name) => countItems(path.join(directory, name))),
  );
}

/** 0 for what cannot be read: nothing is known of it. */
function countItems(file: string): number {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    const { application_id: id } = database.prepare('PRAGMA application_id').get() ?? {};
    if (id !== APPLICATION_ID) return 0;
    return Number(database.prepare('SELECT count(*) AS items FROM item').get()?.['items']);
  } catch {
    return 0;
  } finally {
    if (database?.isOpen === true) database.close();
  }
}
