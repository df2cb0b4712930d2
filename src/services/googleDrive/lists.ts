import { problem } from '../../engine/errors.ts';
import { phrase } from '../../engine/phrase.ts';
import type { Problem } from '../../engine/model.ts';
import { fail, ok } from '../../engine/result.ts';
import type { Result } from '../../engine/result.ts';
import { readPages } from '../google/readPages.ts';
import { text, fieldsOf } from '../http/fields.ts';
import type { Client } from './client.ts';
import { PAGE } from './limits.ts';
import { MARK, isRoot } from './properties.ts';
import type { DriveScope } from '../google/scopes.ts';
import { FILE_FIELDS, FOLDER, readChangePage, readFilePage } from './wire.ts';
import type { WireChange, WireFile } from './wire.ts';

/** All that happened since a token was given, and the token to ask with the next time. */
export interface Changes {
  readonly changes: readonly WireChange[];
  readonly token: string;
}

const MARKED = `appProperties has { key='albumSync' and value='${MARK.albumSync}' } and trashed = false`;
const IS_FOLDER = `mimeType = '${FOLDER}'`;

/** What happened to all files that the app may see. */
export async function listChanges(client: Client, token: string, signal: AbortSignal): Promise<Result<Changes>> {
  let latest: string | undefined;
  const changes = await readPages({
    about: phrase`the changes`,
    read: (answer) => {
      const page = readChangePage(answer);
      latest = page?.latest;
      return page;
    },
    ask: (pageToken) =>
      client.ask(
        {
          method: 'GET',
          path: '/drive/v3/changes',
          query: {
            pageToken: pageToken ?? token,
            pageSize: PAGE,
            includeRemoved: 'true',
            restrictToMyDrive: 'true',
            spaces: 'drive',
            fields: `nextPageToken,newStartPageToken,changes(changeType,removed,fileId,file(${FILE_FIELDS}))`,
          },
          repeat: 'safe',
          about: phrase`the changes`,
        },
        signal,
      ),
    reasonsForNone: REASONS_FOR_NONE,
  });
  return changes.ok ? ok({ changes: changes.value, token: latest ?? token }) : changes;
}

/** A token for all that happens from now on. */
export async function startToken(client: Client, signal: AbortSignal): Promise<Result<string>> {
  const about = phrase`the changes`;
  const question = { method: 'GET', path: '/drive/v3/changes/startPageToken', repeat: 'safe', about } as const;
  const answer = await client.ask(question, signal);
  if (!answer.ok) return answer;
  const token = text(fieldsOf(answer.value)['startPageToken']);
  return token === undefined ? fail(problem('E_SERVICE_ANSWER', phrase`${about}: Google gave no token`)) : ok(token);
}

/** All albums and items that are there. */
export async function listFiles(
  client: Client,
  scope: DriveScope,
  signal: AbortSignal,
): Promise<Result<readonly WireFile[]>> {
  if (scope === 'file') return query(client, MARKED, signal);
  const marked = await query(client, `${IS_FOLDER} and ${MARKED}`, signal);
  if (!marked.ok) return marked;
  const folders = new Map(marked.value.map((folder) => [folder.id, folder]));
  const root = marked.value.find(isRoot);
  if (root) {
    const beside = await query(client, `${IS_FOLDER} and ${within(root)}`, signal);
    if (!beside.ok) return beside;
    for (const folder of beside.value) folders.set(folder.id, folder);
  }
  const items: WireFile[] = [];
  // One folder at a time, because Google has been seen to answer a question about several with nothing.
  for (const folder of folders.values()) {
    if (isRoot(folder)) continue;
    const listed = await query(client, within(folder), signal);
    if (!listed.ok) return listed;
    items.push(...listed.value.filter(({ mimeType }) => mimeType !== FOLDER));
  }
  return ok([...folders.values(), ...items]);
}

/** What is in a folder now. */
export function listFolder(
  client: Client,
  folder: WireFile,
  signal: AbortSignal,
): Promise<Result<readonly WireFile[]>> {
  return query(client, within(folder), signal);
}

function within({ id }: WireFile): string {
  return `'${id.replace(/[\\']/g, '\\$&')}' in parents and trashed = false`;
}

function query(client: Client, q: string, signal: AbortSignal): Promise<Result<readonly WireFile[]>> {
  return readPages({
    about: phrase`the albums`,
    read: readFilePage,
    ask: (pageToken) =>
      client.ask(
        {
          method: 'GET',
          path: '/drive/v3/files',
          query: {
            q,
            pageSize: PAGE,
            pageToken,
            spaces: 'drive',
            fields: `nextPageToken,incompleteSearch,files(${FILE_FIELDS})`,
          },
          repeat: 'safe',
          about: phrase`the albums`,
        },
        signal,
      ),
    reasonsForNone: REASONS_FOR_NONE,
  });
}

/** Reasons for which there was no list at all. */
const REASONS_FOR_NONE: ReadonlySet<Problem['code']> = new Set(['E_UNREACHABLE', 'E_REFUSED', 'E_TARGET_CHANGED']);
