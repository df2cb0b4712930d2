/** A tree of the fields that are wanted; an empty one wants everything below. */
type Mask = ReadonlyMap<string, Mask>;

/** A `fields` parameter that cannot be read: what Google calls an invalid field selection. */
export interface InvalidMask {
  readonly invalid: string;
}

/**
 * What a `fields` mask leaves of a JSON value: `a/b` and `a(b,c)` descend, `*` is any name, arrays are gone through.
 * A name that the value does not have leaves nothing (https://developers.google.com/drive/api/guides/fields-parameter).
 */
export function masked(value: unknown, fields: string): unknown {
  const mask = parseMask(fields);
  return 'invalid' in mask ? mask : select(value, mask.mask);
}

/** The names that a value may have: a list of them, or also those below each; what is below the names of a list is free. */
export type Known = readonly string[] | { readonly [name: string]: Known };

/** Whether a mask can be read, and the names it asks for are in `known`; the part at fault otherwise. */
export function invalidMask(fields: string, known: Known): string | undefined {
  const parsed = parseMask(fields);
  return 'invalid' in parsed ? parsed.invalid : unknownName(parsed.mask, known, '');
}

function unknownName(mask: Mask, known: Known, path: string): string | undefined {
  for (const [name, below] of mask) {
    if (name === '*') continue;
    const names = namesBelow(known, name);
    if (names === undefined) return `${path}${name}`;
    const unknown = isList(names) && names.length === 0 ? undefined : unknownName(below, names, `${path}${name}/`);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/** What may stand below a name, where an empty list is anything; undefined where there is no such name. */
function namesBelow(known: Known, name: string): Known | undefined {
  if (isList(known)) return known.includes(name) ? [] : undefined;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

function isList(known: Known): known is readonly string[] {
  return Array.isArray(known);
}

function parseMask(fields: string): { readonly mask: Mask } | InvalidMask {
  const tokens = fields.match(/[^,()/\s]+|[,()/]/g) ?? [];
  let at = 0;
  const list = (): Map<string, Mask> | undefined => {
    const mask = new Map<string, Mask>();
    do {
      const name = tokens[at];
      if (name === undefined || /^[,()/]$/.test(name)) return undefined;
      at += 1;
      const below = rest();
      if (!below) return undefined;
      mask.set(name, merged(mask.get(name), below));
    } while (tokens[at] === ',' && (at += 1));
    return mask;
  };
  const rest = (): Mask | undefined => {
    if (tokens[at] === '/') {
      const name = tokens[(at += 1)];
      if (name === undefined || /^[,()/]$/.test(name)) return undefined;
      at += 1;
      const below = rest();
      return below && new Map([[name, below]]);
    }
    if (tokens[at] !== '(') return new Map();
    at += 1;
    const below = list();
    if (tokens[at] !== ')') return undefined;
    at += 1;
    return below;
  };
  const mask = list();
  return mask && at === tokens.length ? { mask } : { invalid: tokens[at] ?? fields };
}

/** `a/b,a/c` wants both; `a,a/b` wants all of `a`. */
function merged(one: Mask | undefined, two: Mask): Mask {
  if (!one) return two;
  if (one.size === 0 || two.size === 0) return new Map();
  const names = new Set([...one.keys(), ...two.keys()]);
  return new Map(
    [...names].map((name) => [
      name,
      two.has(name) ? merged(one.get(name), two.get(name) ?? new Map()) : (one.get(name) ?? new Map()),
    ]),
  );
}

function select(value: unknown, mask: Mask): unknown {
  if (mask.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => select(element, mask));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      const below = mask.get(name) ?? mask.get('*');
      return below ? [[name, select(field, below)]] : [];
    }),
  );
}
