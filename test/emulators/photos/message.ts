import { isRefusal, type OrRefusal, type Refusal } from '../http/refusal.ts';
import { invalid, invalidField } from './refusals.ts';

/** What a field of a request may hold: one element in brackets is a list of it. */
export type Shape =
  | 'string'
  | 'int32'
  | 'double'
  | 'bool'
  | readonly [Shape]
  | { readonly oneOf: readonly string[] }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** What comes out of a field of that shape. */
export type Read<S extends Shape> = S extends 'string'
  ? string
  : S extends 'int32' | 'double'
    ? number
    : S extends 'bool'
      ? boolean
      : S extends readonly [infer Element extends Shape]
        ? readonly Read<Element>[]
        : S extends { readonly oneOf: readonly (infer Name)[] }
          ? Name
          : S extends { readonly fields: infer Fields extends Readonly<Record<string, Shape>> }
            ? { readonly [Name in keyof Fields]?: Read<Fields[Name]> }
            : never;

/**
 * Reads the JSON of a request as Google's front door does: a name that the API does not have, or a value of another type,
 * is refused before the service sees it. Names may be spelled `albumId` or `album_id`; null is as good as nothing.
 */
export function readMessage<S extends Shape>(body: string, shape: S): OrRefusal<Read<S>> {
  let value: unknown;
  try {
    value = body.trim() === '' ? {} : JSON.parse(body);
  } catch {
    return invalid(`Invalid JSON payload received. Unexpected token.\n${body.slice(0, 40)}\n^`);
  }
  // The type says of the shape what the reader below does with it.
  return read(value, shape, '') as OrRefusal<Read<S>>;
}

/** `pageSize` is `page_size` in Google's errors. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function read(value: unknown, shape: Shape, at: string): unknown {
  if (typeof shape === 'string') return readScalar(value, shape, at);
  if ('oneOf' in shape)
    return typeof value === 'string' && shape.oneOf.includes(value) ? value : wrong(value, at, 'TYPE_ENUM');
  if ('fields' in shape) return readFields(value, shape.fields, at);
  if (!Array.isArray(value)) return wrong(value, at, 'TYPE_LIST');
  const elements = value.map((element, index) => read(element, shape[0], `${at}[${String(index)}]`));
  return elements.find(isRefusal) ?? elements;
}

function readFields(value: unknown, fields: Readonly<Record<string, Shape>>, at: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(value, at, 'TYPE_MESSAGE');
  const found: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) {
    const known = Object.entries(fields).find(([field]) => field === name || snakeCase(field) === name);
    if (!known) return unknownName(name, at);
    if (one === null) continue;
    const [field, shape] = known;
    const result = read(one, shape, at === '' ? snakeCase(field) : `${at}.${snakeCase(field)}`);
    if (isRefusal(result)) return result;
    found[field] = result;
  }
  return found;
}

function readScalar(value: unknown, type: 'string' | 'int32' | 'double' | 'bool', at: string): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : wrong(value, at, 'TYPE_STRING');
    case 'bool':
      return typeof value === 'boolean' ? value : wrong(value, at, 'TYPE_BOOL');
    case 'double':
      return typeof value === 'number' ? value : wrong(value, at, 'TYPE_DOUBLE');
    case 'int32': {
      // Numbers may come as text, which is also how they stand in a query.
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
      return Number.isInteger(number) ? number : wrong(value, at, 'TYPE_INT32');
    }
  }
}

function wrong(value: unknown, at: string, type: string): Refusal {
  return invalidField(at, `Invalid value at '${at}' (${type}), ${JSON.stringify(value) ?? 'undefined'}`);
}

function unknownName(name: string, at: string): Refusal {
  const place = at === '' ? '' : ` at '${at}'`;
  return invalidField(at, `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`);
}
