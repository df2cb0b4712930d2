import type { RemoteItem } from '../../engine/model.ts';
import { mediaTypeOf } from '../mediaTypeOf.ts';
import { MAX_DESCRIPTION, MAX_FILE_NAME } from './limits.ts';
import type { WireItem } from './wire.ts';

/** An item as the engine sees it. Google tells neither size nor hash nor the date of the file. */
export function toRemoteItem(item: WireItem, albumId: string): RemoteItem {
  return {
    id: item.id,
    albumId,
    name: item.fileName,
    caption: item.description === '' ? undefined : item.description,
    type: mediaTypeOf(item.mimeType),
    url: item.productUrl,
  };
}

/** The name that Google is told: without folders, and with its extension when it must be cut. */
export function fileNameOf(name: string): string {
  const file = name.slice(name.lastIndexOf('/') + 1);
  if (file.length <= MAX_FILE_NAME) return file;
  const dot = file.lastIndexOf('.');
  const extension = dot > 0 && file.length - dot <= 20 ? file.slice(dot) : '';
  return wellFormed(file.slice(0, MAX_FILE_NAME - extension.length)) + extension;
}

/** A caption that a person wrote, and nothing else: Google wants no text that a program made up. */
export function descriptionOf(caption: string | undefined): string | undefined {
  if (caption === undefined || caption.length < MAX_DESCRIPTION) return caption;
  return `${wellFormed(caption.slice(0, MAX_DESCRIPTION - 2))}…`;
}

/** Without half of a character at the end. */
function wellFormed(cut: string): string {
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
