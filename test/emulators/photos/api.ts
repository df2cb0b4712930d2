import { googleError, json } from '../http/answers.ts';
import { invalidMask, masked } from '../http/fieldMask.ts';
import { isRefusal, type OrRefusal } from '../http/refusal.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { admit, type Scope } from './admit.ts';
import { readMessage, snakeCase, type Read, type Shape } from './message.ts';
import type { Viewer } from './model.ts';
import type { Photos } from './photos.ts';
import { invalid, invalidField } from './refusals.ts';

/** One method of the API. */
export interface Method<Query extends Fields, Body extends Fields> {
  /** As in Google's reference, for example `mediaItems.batchCreate`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  /** Any one of them will do. */
  readonly scopes: readonly Scope[];
  /** Of a `write` a person has one at a time, and so many a minute. */
  readonly kind: 'read' | 'write';
  readonly query: Query;
  readonly body: Body;
  /** The names at the top of its answer. */
  readonly answers: readonly string[];
  readonly handle: (request: Request<Query, Body>) => OrRefusal<object> | Promise<OrRefusal<object>>;
}

type Fields = Readonly<Record<string, Shape>>;

/** A request that fits the API. */
export interface Request<Query extends Fields, Body extends Fields> {
  readonly call: Call;
  readonly viewer: Viewer;
  readonly query: Read<{ readonly fields: Query }>;
  readonly body: Read<{ readonly fields: Body }>;
}

/** What every method takes in its query. */
const EVERYWHERE = new Set(
  'access_token alt callback fields key oauth_token prettyPrint quotaUser uploadType upload_protocol $.xgafv'.split(
    ' ',
  ),
);

/** The route of a method: what is the same for all of them happens here, in the order in which Google refuses. */
export function apiRoute<const Query extends Fields, const Body extends Fields>(
  photos: Photos,
  method: Method<Query, Body>,
): Route {
  const handle = async (call: Call): Promise<Answer> => {
    const viewer = admit(photos, call, method.scopes);
    if (isRefusal(viewer)) return googleError(viewer.refused);
    if (method.kind === 'read') return answer(call, method, viewer);
    const turn = photos.quotas.beginWrite(viewer);
    if (isRefusal(turn)) return googleError(turn.refused);
    try {
      await photos.habits.duringWrite();
      return await answer(call, method, viewer);
    } finally {
      turn.release();
    }
  };
  return { name: method.name, methods: [method.method], path: method.path, handle };
}

async function answer<Query extends Fields, Body extends Fields>(
  call: Call,
  method: Method<Query, Body>,
  viewer: Viewer,
): Promise<Answer> {
  const text = (await call.body.all()).toString('utf8');
  // A request of which only a part came is none, and its answer will not be sent.
  if (call.body.cut) return json({});
  if (call.body.tooLong) return googleError(invalid('Request payload size exceeds the limit.').refused);
  const query = readQuery(call.query, method.query);
  if (isRefusal(query)) return googleError(query.refused);
  const fields = call.query.get('fields') ?? '*';
  const unknown = invalidMask(fields, method.answers);
  if (unknown !== undefined) return googleError(unknownField(unknown).refused);
  if (method.method === 'GET' && text !== '') return googleError(invalid('Request body must be empty.').refused);
  const body = readMessage(text, { fields: method.body });
  if (isRefusal(body)) return googleError(body.refused);
  const result = await method.handle({ call, viewer, query, body });
  return isRefusal(result) ? googleError(result.refused) : json(masked(result, fields));
}

function readQuery<Query extends Fields>(
  query: URLSearchParams,
  shapes: Query,
): OrRefusal<Read<{ readonly fields: Query }>> {
  const found: Record<string, unknown> = {};
  for (const name of new Set(query.keys())) {
    if (EVERYWHERE.has(name)) continue;
    const [field = '', shape] =
      Object.entries(shapes).find(([known]) => known === name || snakeCase(known) === name) ?? [];
    if (shape === undefined)
      return invalidField(
        name,
        `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`,
      );
    // Where a parameter that is not a list stands twice, the last one counts.
    found[field] = Array.isArray(shape) ? query.getAll(name) : unquoted(query.getAll(name).at(-1), shape);
  }
  return readMessage(JSON.stringify(found), { fields: shapes });
}

/** In a query everything is text. */
function unquoted(text: string | undefined, shape: Shape): unknown {
  return shape === 'bool' && (text === 'true' || text === 'false') ? text === 'true' : text;
}

function unknownField(field: string) {
  const type = 'type.googleapis.com/google.rpc.BadRequest';
  const description = `Error expanding 'fields' parameter. Cannot find matching fields for path '${field}'.`;
  return invalid(undefined, [{ '@type': type, fieldViolations: [{ field, description }] }]);
}
