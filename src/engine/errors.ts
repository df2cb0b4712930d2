import type { Problem } from './model.ts';
import { inEnglish, phrase, type Phrase } from './phrase.ts';

/**
 * The closed list of error codes. Each sentence says what happened and what to do; `docs/errors.md` is made from it.
 * A code is never renamed or given a new meaning: scripts depend on it.
 */
export const ERROR_SENTENCES = {
  E_SETTINGS: 'A setting has a value that cannot be used. Nothing was changed; correct the setting that is named.',
  E_NO_FOLDER: 'No folder is open. Open the folder that holds your photo folders.',
  E_UNTRUSTED: 'The workspace is not trusted, so nothing was read or written. Trust it to use Album Sync here.',
  E_LOCKED: 'Another run is working on this folder. Wait for it to end, or cancel it there.',
  E_ROOT_EMPTY:
    'A photo folder is missing or empty although photos were there at the last run; perhaps a disk is not connected. Nothing was changed; connect it, or confirm that the photos are really gone.',
  E_REMOTE_EMPTY:
    'The service shows no photos although some were there at the last run. Nothing was changed; check the account or the gallery folder, or confirm that they are really gone.',
  E_REMOTE_CHANGED:
    'This is not the account or gallery that the last run used. Nothing was changed; choose the right one, or confirm the new one.',
  E_TOO_MANY_DELETES:
    'The plan deletes more than albumSync.maxDeletes allows. Nothing was changed; look at the plan, then confirm it.',
  E_UNCONFIRMED:
    'The plan deletes items, or settles what was changed on both sides, and nobody has confirmed that yet. Nothing was changed; look at the plan, then sync again or apply it.',
  E_LIST_PARTIAL:
    'The list of an album is incomplete, so none of its items was compared or touched. Run again; if it stays, look at the log.',
  E_FOLDER_UNREADABLE:
    'A folder could not be read. Its photos count as unknown and nothing of them was touched; give read permission and run again.',
  E_FOLDER_NOT_WRITABLE:
    'A file could not be written into its folder. What was there before is untouched; give write permission and run again.',
  E_FILE_UNREADABLE: 'A file could not be read and was left alone. Check its permissions and the disk.',
  E_FILE_EMPTY: 'A file has no content (0 bytes) and was not sent. Restore it from a backup or delete it.',
  E_FILE_TYPE: 'A file is named like a photo or video, but its content is something else. It was left alone.',
  E_FILE_TOO_LARGE: 'A video is larger than albumSync.maxVideoSize and was left alone. Raise the limit to send it.',
  E_NAME_COLLISION:
    'Two files have one name in one album. The first one is kept in step and the second was left alone; rename one, or give its folder an album of its own.',
  E_NAME: 'A name cannot be used where it would have to be written. Rename the item on the other side.',
  E_LEFT_ALONE: 'The settings say to leave this item alone, so it was neither sent, fetched nor deleted.',
  E_REMOTE_DUPLICATE:
    'The web album holds this more than once, under one name or with one content. One copy is kept in step; look at the others.',
  E_CONFLICT: 'The item was changed on both sides. Both copies are kept.',
  E_SOURCE_CHANGED:
    'The file changed while it was being read, so the copy was thrown away. Run again when nothing writes to it.',
  E_TARGET_CHANGED: 'The item is no longer as the plan saw it, so it was left alone. Preview again.',
  E_NOT_REVIEWED:
    'The item was not in the plan that was applied, so it was left alone. Preview again to see what would be done.',
  E_PLAN: 'The plan cannot be applied. Nothing was changed; correct what is named, or preview again.',
  E_VERIFY:
    'The copy did not have the expected content and was thrown away; what was there before is untouched. Run again.',
  E_DISK_FULL: 'The disk is full. What was there before is untouched; make room and run again.',
  E_TRASH_FAILED: 'The item could not be moved to the trash, so it was left where it is.',
  E_TRASH_EMPTIED:
    'What the run put into the trash is no longer there, or is something else, so it cannot be brought back. The item was left as it is.',
  E_NOTHING_TO_UNDO:
    'There is no run to undo: nothing was changed since the last undo, or nothing is remembered of it.',
  E_GALLERY_NOT_WRITABLE:
    'The gallery folder cannot be written. Give write permission or choose another albumSync.gallery.path.',
  E_GALLERY_FOREIGN:
    'The gallery needs a place that holds something it did not make, and left it alone. Move it away, or choose another albumSync.gallery.path.',
  E_GALLERY_DAMAGED: 'A file of the gallery cannot be understood. It was left alone; delete it to have it made anew.',
  E_IMAGE_DECODE: 'A photo could not be decoded, so it has no thumbnail. The photo itself was copied byte for byte.',
  E_IMAGE_LIBRARY:
    'The image library cannot be loaded on this computer, so no thumbnails are made and photos are sent without being shrunk. Everything else works; install the Album Sync that is made for this kind of computer.',
  E_LEDGER_DAMAGED:
    'The record of earlier runs was damaged and was set aside. Both sides were taken as seen for the first time; nothing is deleted because of it.',
  E_LEDGER_NEWER: 'The record of earlier runs was written by a newer Album Sync. Nothing was changed; update this one.',
  E_LEDGER_UNUSABLE: 'The record of earlier runs cannot be opened. Nothing was changed; check the state directory.',
  E_NOT_PERMITTED: 'This deletes something, and albumSync.allowDelete does not permit it.',
  E_NOT_SUPPORTED: 'The service cannot do this.',
  E_SIGN_IN:
    'Nobody is signed in to the service, or the sign-in has run out. What was not sent yet stays as it is; sign in, then run again.',
  E_SIGN_IN_FAILED: 'The sign-in did not come to its end, so nobody is signed in. Try again.',
  E_SIGN_IN_ENDS:
    'The sign-in ends soon. Until then all works; sign in again in time, or publish the app of your OAuth client in the Google Cloud console so that it lasts.',
  E_SECRETS:
    'What is kept of a sign-in cannot be read, or not safely, so it was not used. Mend what is named, then try again.',
  E_SCOPE_MISSING:
    'The sign-in does not allow all that is needed. Sign in again and leave every box ticked on the page of the service.',
  E_CLIENT_FILE:
    'This is not an OAuth client that can be used here. Make one of the type "Desktop app" and choose its file.',
  E_API_DISABLED:
    'The project of your OAuth client does not have this service switched on. Switch it on in the Google Cloud console, then run again.',
  E_ENDPOINT:
    'An address in the environment is not one of this computer, so nothing was sent there. Correct or remove the variable that is named.',
  E_UNREACHABLE: 'The service could not be reached, or the connection broke. Run again when the network is back.',
  E_RATE_LIMIT:
    'The service asks for a pause, so no more was sent. The next run goes on where this one ended; wait for the time that is named.',
  E_QUOTA:
    'What the service allows for one day is used up, so no more was sent. The next run goes on where this one ended.',
  E_SEVERAL_DAYS:
    'The service allows only so much in one day, so this takes longer. Nothing is lost: each run goes on where the one before ended.',
  E_STILL_IN_LIBRARY:
    'The service lets no app delete a photo, so these were only taken out of their albums. Delete them there yourself where you do not need them.',
  E_STORAGE_FULL: 'The account has no room left, so no more was sent. Make room there, then run again.',
  E_REFUSED: 'The service did not take this item, and trying again would not help. It was left alone.',
  E_SERVICE_ANSWER:
    'The service answered something that cannot be understood. Run again; if it stays, look at the log.',
  E_CANCELLED: 'The run was cancelled before this was done. The next run completes it.',
  E_INTERRUPTED:
    'The run was interrupted, because its window was closed or reloaded. What is listed as done is done, and no photo is half done; sync again to do the rest.',
  E_INTERNAL: 'Album Sync made a mistake here and left the item alone. Please report it with the log.',
} as const;

export type ErrorCode = keyof typeof ERROR_SENTENCES;

export const ERROR_CODES = Object.keys(ERROR_SENTENCES) as readonly ErrorCode[];

/**
 * A problem in words: the setting, what is special about this case, then the sentence of its code.
 * @param about what this case is about, without a full stop, for example `a.jpg: nothing arrived`
 */
export function problem(
  code: ErrorCode,
  about?: Phrase,
  where: { readonly path?: string | undefined; readonly setting?: string | undefined } = {},
): Problem {
  const message = messageOf({ code, about, setting: where.setting });
  return { code, message, ...(about === undefined ? {} : { about }), ...where };
}

/** What a problem says in English. */
export function messageOf({ code, about, setting }: Pick<Problem, 'code' | 'about' | 'setting'>): string {
  const sentence = ERROR_SENTENCES[code];
  if (about === undefined) return sentence;
  return `${setting === undefined ? '' : `${setting}: `}${inEnglish(about)}. ${sentence}`;
}

/** What was thrown, in words: no room for the ledger, or a fault of this program. */
export function faultProblem(error: unknown): Problem {
  const about = error instanceof Error ? error.message : String(error);
  return problem(/\bfull\b|ENOSPC|EDQUOT/i.test(about) ? 'E_DISK_FULL' : 'E_INTERNAL', phrase`${about}`);
}

/**
 * Codes with which a run ends before it changes anything: a setting to correct, a side that looks wrong, a plan to
 * confirm. The command line then exits with status 2.
 */
export const STOPPING_CODES: ReadonlySet<ErrorCode> = new Set([
  'E_SETTINGS',
  'E_NO_FOLDER',
  'E_UNTRUSTED',
  'E_LOCKED',
  'E_ROOT_EMPTY',
  'E_REMOTE_EMPTY',
  'E_REMOTE_CHANGED',
  'E_TOO_MANY_DELETES',
  'E_UNCONFIRMED',
  'E_LEDGER_NEWER',
  'E_LEDGER_UNUSABLE',
  'E_SIGN_IN',
  'E_SIGN_IN_FAILED',
  'E_SECRETS',
  'E_SCOPE_MISSING',
  'E_CLIENT_FILE',
  'E_ENDPOINT',
  'E_PLAN',
  'E_NOTHING_TO_UNDO',
] as const);

/** The stops that a person may confirm after a look at the plan. */
export const CONFIRMABLE_CODES: ReadonlySet<ErrorCode> = new Set([
  'E_ROOT_EMPTY',
  'E_REMOTE_EMPTY',
  'E_REMOTE_CHANGED',
  'E_TOO_MANY_DELETES',
  'E_UNCONFIRMED',
] as const);

/** Codes that are about the service, the account or the disk, whichever item met them first. */
export const RUN_WIDE_CODES: ReadonlySet<ErrorCode> = new Set([
  'E_DISK_FULL',
  'E_GALLERY_NOT_WRITABLE',
  'E_SIGN_IN',
  'E_SCOPE_MISSING',
  'E_API_DISABLED',
  'E_UNREACHABLE',
  'E_RATE_LIMIT',
  'E_QUOTA',
  'E_STORAGE_FULL',
] as const);

/** Codes that a sign-in mends. */
export const SIGN_IN_CODES: ReadonlySet<ErrorCode> = new Set([
  'E_SIGN_IN',
  'E_SIGN_IN_ENDS',
  'E_SIGN_IN_FAILED',
  'E_SCOPE_MISSING',
] as const);
