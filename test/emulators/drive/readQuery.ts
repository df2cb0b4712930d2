/** A search expression, as it can be asked of each file. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'test'; readonly term: string; readonly operator: string; readonly value: Value }
  | { readonly kind: 'has'; readonly term: string; readonly key: string; readonly value: string };

/** Text, a date in milliseconds, or true or false. */
export type Value = string | number | boolean;

/**
 * Reads the `q` of a list (https://developers.google.com/drive/api/guides/ref-search-terms); undefined for what Drive
 * calls an invalid value. `and` and `or` are taken from left to right, as they come.
 */
export function readQuery(text: string): Condition | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  let at = 0;
  const take = (): Token => tokens[at++] ?? END;
  const isNext = (word: string) => tokens[at]?.kind === 'word' && tokens[at]?.text === word;

  const expression = (): Condition | undefined => {
    let left = operand();
    while (left && (isNext('and') || isNext('or'))) {
      const kind = take().text === 'and' ? 'and' : 'or';
      const right = operand();
      left = right && { kind, left, right };
    }
    return left;
  };
  const operand = (): Condition | undefined => {
    if (isNext('not')) {
      at += 1;
      const of = operand();
      return of && { kind: 'not', of };
    }
    if (!isNext('(')) return condition();
    at += 1;
    const inner = expression();
    return take().text === ')' ? inner : undefined;
  };
  const condition = (): Condition | undefined => {
    const first = take();
    const operator = take().text;
    const isReversed = first.kind === 'string' && operator === 'in';
    const term = isReversed ? take().text : first.text;
    const type =
      Object.hasOwn(TERMS, term) && first.kind === (isReversed ? 'string' : 'word') ? TERMS[term] : undefined;
    if (!type?.operators.includes(operator)) return undefined;
    if (operator === 'has') return property(term);
    const value = isReversed ? first.text : type.read(take());
    return value === undefined ? undefined : { kind: 'test', term, operator, value };
  };
  const property = (term: string): Condition | undefined => {
    const parts = Array.from({ length: 9 }, take);
    const shape = parts.map((part) => (part.kind === 'string' ? '' : part.text)).join(' ');
    const [key, value] = parts.filter(({ kind }) => kind === 'string');
    return shape === '{ key =  and value =  }' && key && value
      ? { kind: 'has', term, key: key.text, value: value.text }
      : undefined;
  };

  const found = expression();
  return at === tokens.length ? found : undefined;
}

interface Token {
  readonly kind: 'string' | 'word';
  readonly text: string;
}

const END: Token = { kind: 'word', text: '' };

function tokensOf(text: string): Token[] | undefined {
  const pattern = /\s*(?:'((?:[^'\\]|\\['\\])*)'|(<=|>=|!=|[=<>(){}]|[A-Za-z][\w.]*))\s*/y;
  const tokens: Token[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    const [, quoted, word = ''] = match;
    tokens.push(
      quoted === undefined
        ? { kind: 'word', text: word }
        : { kind: 'string', text: quoted.replaceAll(/\\(['\\])/g, '$1') },
    );
  }
  return tokens;
}

interface Term {
  readonly operators: readonly string[];
  readonly read: (token: Token) => Value | undefined;
}

const textOf = ({ kind, text }: Token) => (kind === 'string' ? text : undefined);
const flagOf = ({ kind, text }: Token) =>
  kind === 'word' && (text === 'true' || text === 'false') ? text === 'true' : undefined;
/** RFC 3339; the zone is UTC unless said. */
const dateOf = ({ kind, text }: Token) => {
  const [, day, time = 'T00:00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const ms = kind === 'string' && day !== undefined ? Date.parse(`${day}${time}${zone}`) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
};

const TEXT: Term = { operators: ['contains', '=', '!='], read: textOf };
const FLAG: Term = { operators: ['=', '!='], read: flagOf };
const DATE: Term = { operators: ['<=', '<', '=', '!=', '>', '>='], read: dateOf };
const PEOPLE: Term = { operators: ['in'], read: textOf };
const PROPERTY: Term = { operators: ['has'], read: () => undefined };

const TERMS: Readonly<Record<string, Term>> = {
  name: TEXT,
  fullText: { operators: ['contains'], read: textOf },
  mimeType: TEXT,
  modifiedTime: DATE,
  viewedByMeTime: DATE,
  createdTime: DATE,
  trashed: FLAG,
  starred: FLAG,
  sharedWithMe: FLAG,
  parents: PEOPLE,
  owners: PEOPLE,
  writers: PEOPLE,
  readers: PEOPLE,
  properties: PROPERTY,
  appProperties: PROPERTY,
  visibility: { operators: ['=', '!='], read: textOf },
  'shortcutDetails.targetId': { operators: ['=', '!='], read: textOf },
};
