import { accessSync, constants } from 'node:fs';
import process from 'node:process';

/**
 * Lets the libraries of this process lie on the disk in memory that Linux has. It is a disk like another one, but does
 * not wait for its plates at every flush, of which these tests make many thousands.
 */
export function useQuickDisk(): void {
  try {
    accessSync('/dev/shm', constants.W_OK);
    process.env['TMPDIR'] = '/dev/shm';
  } catch {
    // Then the disk of the system has to do.
  }
}
