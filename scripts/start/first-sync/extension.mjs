// Runs the first sync of `npm start` through the commands of the extension, as a person would, and hands the report to
// the terminal in the file that ALBUM_SYNC_FIRST_SYNC_REPORT names. A window that is opened later finds the file there.
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import * as vscode from 'vscode';

/** What VS Code calls when the window is complete. */
export async function activate() {
  const file = process.env['ALBUM_SYNC_FIRST_SYNC_REPORT'];
  if (file === undefined) return;
  await vscode.commands.executeCommand('albumSync.albums.focus');
  if (existsSync(file)) return;
  const result = await firstSync();
  // Renamed when it is whole, since the terminal reads it as soon as it is there.
  writeFileSync(`${file}.partial`, JSON.stringify(result));
  renameSync(`${file}.partial`, file);
  if (result.kind === 'report') await vscode.commands.executeCommand('albumSync.showReport');
}

/** @returns {Promise<import('../firstSync.ts').FirstSync>} */
async function firstSync() {
  try {
    return { kind: 'report', report: await vscode.commands.executeCommand('albumSync.sync', { interactive: false }) };
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
