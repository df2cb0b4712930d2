import { empty, json } from '../http/answers.ts';
import { invalidMask, masked, type Known } from '../http/fieldMask.ts';
import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { admit, type Admission } from './admit.ts';
import type { Drive } from './drive.ts';
import { badRequest, invalidParameter, refusal, refusalAnswer, requiredParameter } from './refusals.ts';
import type { Viewer } from './store/access.ts';

/** One method of the API whose answer is JSON, or nothing. */
export interface Method extends Admission {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly answer: AnswerShape;
  /** Undefined is an answer without a body. */
  readonly handle: (request: Request) => OrRefusal<object | undefined> | Promise<OrRefusal<object | undefined>>;
}

/** What may stand in an answer. */
export interface AnswerShape {
  readonly known: Known;
  /** What comes when no `fields` were asked for; `required` where Drive insists on them. */
  readonly usual: string;
}

/** A request of somebody who may make it. */
export interface Request {
  readonly call: Call;
  readonly viewer: Viewer;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The route of a method: what is the same for all of them happens here, in the order in which Drive refuses. */
export function apiRoute(drive: Drive, method: Method): Route {
  const handle = async (call: Call): Promise<Answer> => {
    const text = (await call.body.all()).toString('utf8');
    // A request of which only a part came is none, and its answer will not be sent.
    if (call.body.cut) return json({});
    const viewer = admit(drive, call, method);
    if (isRefusal(viewer)) return refusalAnswer(viewer);
    const fields = wantedFields(call, method.answer);
    if (isRefusal(fields)) return refusalAnswer(fields);
    const body = readJson(text);
    if (isRefusal(body)) return refusalAnswer(body);
    const result = await method.handle({ call, viewer, body });
    if (isRefusal(result)) return refusalAnswer(result);
    return result === undefined ? empty(204) : json(masked(result, fields));
  };
  return { name: method.name, methods: [method.method], path: method.path, handle };
}

/** The `fields` of a request, once they and its other common parameters can be read. */
export function wantedFields({ query }: Call, { known, usual }: AnswerShape): OrRefusal<string> {
  for (const name of FLAGS) {
    const value = query.get(name);
    if (value !== null && value !== 'true' && value !== 'false')
      return invalidParameter(name, `Invalid boolean value: '${value}'.`);
  }
  const fields = query.get('fields');
  if (fields === null || fields === '')
    return usual === 'required'
      ? requiredParameter('fields', "The 'fields' parameter is required for this method.")
      : usual;
  const unknown = invalidMask(fields, known);
  return unknown === undefined ? fields : invalidParameter('fields', `Invalid field selection ${unknown}`);
}

/** A whole number within its bounds; `most` only caps. */
export function numberOf(
  { query }: Call,
  name: string,
  { usual, most }: { readonly usual: number; readonly most: number },
): OrRefusal<number> {
  const text = query.get(name);
  if (text === null) return usual;
  const value = /^-?\d{1,9}$/.test(text) ? Number(text) : 0;
  return value >= 1
    ? Math.min(value, most)
    : invalidParameter(name, `Invalid value '${text}'. Values must be within the range: [1, ${String(most)}]`);
}

/** The JSON object of a body; no body is an empty one. */
export function readJson(text: string): OrRefusal<Readonly<Record<string, unknown>>> {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : badRequest('This API does not support parsing form-encoded input.');
  } catch {
    return refusal(400, 'parseError', 'Parse Error');
  }
}

const FLAGS = [
  'acknowledgeAbuse',
  'enforceSingleParent',
  'ignoreDefaultVisibility',
  'includeCorpusRemovals',
  'includeItemsFromAllDrives',
  'includeRemoved',
  'keepRevisionForever',
  'prettyPrint',
  'restrictToMyDrive',
  'sendNotificationEmail',
  'supportsAllDrives',
  'transferOwnership',
  'useContentAsIndexableText',
];
