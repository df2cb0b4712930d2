import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { problem } from '../errors.ts';
import { phrase, type Phrase } from '../phrase.ts';

const TOKEN = /\{\{|\}\}|\{(\d+)\}|[{}]/g;
const SETTING = 'albumSync.naming.templates';
/** How the parts of a path are written in a template. */
const PARTS = '{0}, {1}, …';

/**
 * Fills a template such as `{1} ({0})` with the parts of a folder path; `{{` and `}}` stand for braces.
 * A template that needs a part which the path does not have, or that is not well formed, is a settings error.
 */
export function fillTemplate(template: string, parts: readonly string[]): Result<string> {
  let fault: Phrase | undefined;
  const text = template.replace(TOKEN, (token, index: string | undefined) => {
    if (token === '{{' || token === '}}') return token.charAt(0);
    const part = index === undefined ? undefined : parts[Number(index)];
    if (index === undefined) fault ??= phrase`"${template}" has a brace that is not part of ${PARTS}`;
    else if (part === undefined) fault ??= lacksPart(template, token, parts);
    return part ?? '';
  });
  return fault === undefined ? ok(text) : fail(problem('E_SETTINGS', fault, { setting: SETTING }));
}

function lacksPart(template: string, token: string, parts: readonly string[]): Phrase {
  const path = parts.join('/');
  return parts.length === 1
    ? phrase`"${template}" needs ${token}, but "${path}" has only ${'{0}'}`
    : phrase`"${template}" needs ${token}, but "${path}" has only ${'{0}'} to ${`{${parts.length - 1}}`}`;
}

/** What is wrong with a template for every path, or undefined; a part that only some paths lack shows when it is filled. */
export function templateFault(template: string): Phrase | undefined {
  const tokens = template.match(TOKEN) ?? [];
  return tokens.some((token) => token === '{' || token === '}')
    ? phrase`"${template}" has a brace that is not part of ${PARTS}`
    : undefined;
}
