import type { FromPage, ItemFacts } from './protocol.ts';
import type { Entry } from './rows.ts';

/** Facts as they are drawn: their pictures have addresses in this page. */
export interface ShownFacts {
  readonly facts: ItemFacts;
  readonly pictures: { readonly local?: string | undefined; readonly remote?: string | undefined };
}

/** The rows that are open: their facts are asked for when they open, and forgotten when they close. */
export interface OpenFacts {
  /** Keys of the rows that are open. */
  readonly keys: ReadonlySet<string>;
  readonly shown: ReadonlyMap<string, ShownFacts>;
  setOpen(entry: Entry, open: boolean): void;
  put(facts: ItemFacts): void;
  /** A new report is there: what is still in it is asked for again, the rest is closed. */
  renew(entryOf: (key: string) => Entry | undefined): void;
}

/** @param open keys of the rows that were open when the page was there last */
export function openFacts(send: (message: FromPage) => void, open: readonly string[]): OpenFacts {
  const keys = new Set(open);
  const shown = new Map<string, ShownFacts>();
  const forget = (key: string): void => {
    const { local, remote } = shown.get(key)?.pictures ?? {};
    for (const url of [local, remote]) if (url !== undefined) URL.revokeObjectURL(url);
    shown.delete(key);
  };
  const ask = ({ key, folder, item: { album, name, path, remoteId } }: Entry): void =>
    send({ type: 'look', key, row: { folder, item: { album, name, path, remoteId } } });
  const setOpen = (entry: Entry, open: boolean): void => {
    if (keys.has(entry.key) === open) return;
    if (open) {
      keys.add(entry.key);
      ask(entry);
    } else {
      keys.delete(entry.key);
      forget(entry.key);
      send({ type: 'lookAway', key: entry.key });
    }
  };
  return {
    keys,
    shown,
    setOpen,
    put(facts) {
      if (!keys.has(facts.key)) return;
      forget(facts.key);
      shown.set(facts.key, { facts, pictures: { local: address(facts.local), remote: address(facts.remote) } });
    },
    renew(entryOf) {
      for (const key of keys) {
        const entry = entryOf(key);
        if (entry) ask(entry);
        else {
          keys.delete(key);
          forget(key);
        }
      }
    },
  };
}

function address(side: ItemFacts['local']): string | undefined {
  // The host makes the pictures, all of one kind; whatever a photo holds, the page never decodes it.
  const picture = side?.picture;
  return picture && URL.createObjectURL(new Blob([picture.slice()], { type: 'image/webp' }));
}
