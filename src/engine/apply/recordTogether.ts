import type { Ledger } from '../ports/ledger.ts';

/** Writes into the ledger what has happened; resolves once it is committed, and rejects with what the ledger throws. */
export type RecordTogether = (write: (ledger: Ledger) => void) => Promise<void>;

/**
 * Makes one transaction of what is to be written at the same moment: of photos that got their names together, each would
 * wait for a commit of its own. They have happened together, so a crash before the commit costs no more than one before the
 * first of many; and when the ledger refuses, none of them is written.
 */
export function recordTogether(ledger: Ledger): RecordTogether {
  let gathered: ((ledger: Ledger) => void)[] = [];
  let next: Promise<void> | undefined;

  function commit(): void {
    const writes = gathered;
    gathered = [];
    next = undefined;
    for (const write of writes) write(ledger);
    ledger.commit();
  }

  return (write) => {
    gathered.push(write);
    // All that settle together are told in one round of promises, and this comes after it.
    next ??= Promise.resolve().then(commit);
    return next;
  };
}
