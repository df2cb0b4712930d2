import type { FileKnowledge, Fingerprint, Ledger } from '../engine/ports/ledger.ts';

/**
 * Remembers what was learned by reading a file. Where that fails, as on a full disk, the file is read again next time;
 * that there is no room is said where something must be remembered.
 */
export function learnIfPossible(ledger: Ledger, file: string, seen: Fingerprint, knowledge: FileKnowledge): void {
  try {
    ledger.learn(file, seen, knowledge);
  } catch {
    // Nothing depends on it but time.
  }
}
