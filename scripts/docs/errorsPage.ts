import { CONFIRMABLE_CODES, ERROR_CODES, ERROR_SENTENCES, STOPPING_CODES } from '../../src/engine/errors.ts';
import type { ErrorCode } from '../../src/engine/model.ts';

/** `docs/errors.md`: every code, its sentence, whether it stops a run and whether a person can confirm it. */
export function errorsPage(): string {
  const stopping = ERROR_CODES.filter((code) => STOPPING_CODES.has(code));
  const others = ERROR_CODES.filter((code) => !STOPPING_CODES.has(code));
  return [
    '<!-- Made from src/engine/errors.ts by `npm run docs`; changes belong there. -->',
    '# Error codes',
    'A report names every problem with a code. A code never changes its name or its meaning, so a script can rely on it.',
    `There are ${ERROR_CODES.length} codes.`,
    '## Codes that stop a run',
    'A run with one of these changes nothing. The command line exits with status 2.',
    'A code that can be confirmed stops a run until a person has looked at the plan. In the editor a dialog asks. On the command line you add the code to the next run: `--confirm CODE`.',
    ...stopping.map(section),
    '## Codes of single items, albums and folders',
    'The run goes on with everything else. An item that failed is tried again by the next run.',
    ...others.map(section),
  ].join('\n\n');
}

function section(code: ErrorCode): string {
  const lines = [`### ${code}`, ERROR_SENTENCES[code]];
  if (STOPPING_CODES.has(code))
    lines.push(CONFIRMABLE_CODES.has(code) ? `Can be confirmed: \`--confirm ${code}\`.` : 'Cannot be confirmed.');
  return lines.join('\n\n');
}
