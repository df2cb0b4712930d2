import path from 'node:path';
import { printable } from '../printable.ts';
import { sizeText } from '../terminalUnits.ts';
import type { Waiting } from './runByItself.ts';
import type { WatchEvent } from './watchEvent.ts';

/** How a watching prints what happens: a line of text or of JSON each. */
export interface WatchLines {
  readonly format: 'text' | 'json';
  /** Whether there is one workspace folder, so that its name need not be said. */
  readonly isAlone: boolean;
  readonly now: () => number;
}

/** One line, with its end. `folder` is the path of the workspace folder. */
export function watchLine(folder: string, event: WatchEvent, { format, isAlone, now }: WatchLines): string {
  const at = new Date(now()).toISOString();
  if (format === 'json') return `${JSON.stringify({ at, folder, ...event })}\n`;
  const line = `${at} ${isAlone ? '' : `${path.basename(folder)}: `}${words(folder, event)}`;
  return `${printable(line.replaceAll('\n', ' '))}\n`;
}

function words(folder: string, event: WatchEvent): string {
  switch (event.event) {
    case 'watching':
      return `watching ${folder} (${event.mode})`;
    case 'changed':
      return `${counted(event.count, 'photo')} changed since the last comparison`;
    case 'missing':
      return `missing or empty: ${event.folders.join(', ')}; perhaps a disk is not connected. None of its photos counts as removed, and nothing is done until it is back`;
    case 'back':
      return 'all photo folders are back';
    case 'waiting':
      return WAITS[event.why];
    case 'unheard':
      return `not all of it can be watched (${event.why}); all photo folders are looked at every ${counted(event.everyMs / 60_000, 'minute')} instead${
        event.why === 'ENOSPC' ? '. Raise fs.inotify.max_user_watches to watch more folders' : ''
      }`;
    case 'ran':
      return `${event.kind} of ${albumsText(event.albums)}: ${resultText(event)}`;
    case 'problem':
      return `${event.item === undefined ? '' : `${event.item}: `}${event.code} ${event.message}`;
    case 'needsPerson':
      return `${counted(event.count, 'deletion or conflict', 'deletions or conflicts')} left for a person: preview, then sync`;
  }
}

const WAITS: Readonly<Record<Waiting, string>> = {
  paused: 'waits until it is resumed',
  battery: 'waits until this computer is plugged in',
  metered: 'waits for a network that is not metered',
  choices: 'waits because actions were changed',
  elsewhere: 'waits for a run of a window or of another command line',
  network: 'waits until the service can be reached again',
  cancelled: 'the last run was cancelled; the next one comes later',
  growing: 'waits for a photo that is being written',
};

/** As many names as fit into a line. */
const MOST_NAMES = 5;

function albumsText(albums: readonly string[] | undefined): string {
  if (albums === undefined) return 'all albums';
  return albums.length > MOST_NAMES ? counted(albums.length, 'album') : albums.join(', ');
}

function resultText({ outcomes, bytesUploaded, bytesDownloaded }: WatchEvent & { readonly event: 'ran' }): string {
  const sent = bytesUploaded === 0 ? [] : [`${sizeText(bytesUploaded)} sent`];
  const received = bytesDownloaded === 0 ? [] : [`${sizeText(bytesDownloaded)} received`];
  const parts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return [...parts, ...sent, ...received].join(', ') || 'all in step';
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
