import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { problem } from '../errors.ts';

const TOKEN = /\{\{|\}\}|\{(\d+)\}|[{}]/g;
const SETTING = 'albumSync.naming.templates';

/**
 * Fills a template such as `{1} ({0})` with the parts of a folder path; `{{` and `}}` stand for braces.
 * A template that needs a part which the path does not have, or that is not well formed, is a settings error.
 */
export function fillTemplate(template: string, parts: readonly string[]): Result<string> {
  let fault: string | undefined;
  const text = template.replace(TOKEN, (token, index: string | undefined) => {
    if (token === '{{' || token === '}}') return token.charAt(0);
    const part = index === undefined ? undefined : parts[Number(index)];
    if (index === undefined) fault ??= `"${template}" has a brace that is not part of {0}, {1}, …`;
    else if (part === undefined)
      fault ??= `"${template}" needs ${token}, but "${parts.join('/')}" has only ${parts.length === 1 ? '{0}' : `{0} to {${parts.length - 1}}`}`;
    return part ?? '';
  });
  return fault === undefined ? ok(text) : fail(problem('E_SETTINGS', `${SETTING}: ${fault}`, { setting: SETTING }));
}

/** What is wrong with a template for every path, or undefined; a part that only some paths lack shows when it is filled. */
export function templateFault(template: string): string | undefined {
  const tokens = template.match(TOKEN) ?? [];
  return tokens.some((token) => token === '{' || token === '}')
    ? `"${template}" has a brace that is not part of {0}, {1}, …`
    : undefined;
}
