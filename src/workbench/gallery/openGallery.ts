import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../ids.ts';
import { exists } from '../commands/openFiles.ts';
import type { FolderRef } from '../runs/folderState.ts';
import { configurationOf } from '../settings.ts';
import { fileIn, openFolders } from '../workspaceFolders.ts';
import type { GalleryServer } from './galleryServer.ts';

/** Opens the gallery's first page in the browser; offers a sync where there is no gallery yet. */
export async function openGallery(server: GalleryServer): Promise<void> {
  const found: { readonly folder: FolderRef; readonly page: vscode.Uri }[] = [];
  for (const folder of openFolders()) {
    const page = galleryFile(folder, 'index.html');
    if (page !== undefined && (await exists(page))) found.push({ folder, page });
  }
  if (found.length === 0) return offerSync();
  const chosen = found.length === 1 ? found[0] : await chooseGallery(found);
  if (chosen !== undefined) await openInBrowser(chosen.page, chosen.folder, server);
}

/**
 * Opens an album's address. One that is a file of this machine is shown as `openGallery` shows the first page.
 * Resolves to false when the address is not one that a browser should be given.
 */
export async function openAlbumAddress(url: string, folder: FolderRef, server: GalleryServer): Promise<boolean> {
  const address = /^[a-z][a-z0-9+.-]+:/i.test(url) ? vscode.Uri.parse(url) : galleryFile(folder, url);
  if (address?.scheme === 'file') return openInBrowser(address, folder, server);
  if (address?.scheme === 'https' || address?.scheme === 'http') return vscode.env.openExternal(address);
  return false;
}

/** A browser on another machine cannot open files of this one, so it gets them from a server on the loopback interface. */
async function openInBrowser(file: vscode.Uri, folder: FolderRef, server: GalleryServer): Promise<boolean> {
  const gallery = galleryFile(folder, '');
  const isHere = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  if (isHere || gallery === undefined) return vscode.env.openExternal(file);
  const path = relative(gallery.fsPath, file.fsPath).split(sep).map(encodeURIComponent).join('/');
  const address = vscode.Uri.parse((await server.addressOf(gallery.fsPath)) + path);
  return vscode.env.openExternal(await vscode.env.asExternalUri(address));
}

function galleryFile(folder: FolderRef, path: string): vscode.Uri | undefined {
  const gallery = configurationOf(folder).get<string>('gallery.path', '');
  return fileIn(folder, path === '' ? gallery : `${gallery}/${path}`);
}

async function chooseGallery<T extends { readonly folder: FolderRef }>(found: readonly T[]): Promise<T | undefined> {
  const items = found.map((gallery) => ({ label: gallery.folder.name, description: gallery.folder.path, gallery }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which gallery?') });
  return chosen?.gallery;
}

async function offerSync(): Promise<void> {
  const sync = vscode.l10n.t('Sync');
  const message = vscode.l10n.t('There is no gallery yet. A sync makes it.');
  const chosen = await vscode.window.showInformationMessage(message, sync);
  if (chosen === sync) await vscode.commands.executeCommand(COMMANDS.sync);
}
