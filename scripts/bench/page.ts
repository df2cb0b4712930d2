import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repository } from '../tools/repository.ts';
import type { Figures, Row } from './row.ts';

const PAGE = path.join(repository, 'docs', 'performance.md');
const BEGIN = '<!-- Measured by `npm run bench`; what stands up to the end mark is written anew. -->';
const END = '<!-- The end mark. What follows is written by hand. -->';

export interface Measured {
  readonly row: Row;
  readonly figures: Figures;
}

/** Writes the measured part of `docs/performance.md` and keeps what people have written behind it. */
export async function writePage(facts: readonly string[], measured: readonly Measured[]): Promise<void> {
  const before = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  const [head = '# Performance\n', rest = ''] = before.includes(BEGIN) ? before.split(BEGIN) : [before || undefined];
  const tail = rest.split(END)[1] ?? '\n';
  const text = [head, BEGIN, '', ...measuredPart(facts, measured), '', END, tail].join('\n');
  const options = await resolveConfig(PAGE);
  writeFileSync(PAGE, await format(text, { ...options, parser: 'markdown', proseWrap: 'preserve' }));
}

/** The table with what it was measured on and how, as Markdown. */
export function measuredPart(facts: readonly string[], measured: readonly Measured[]): readonly string[] {
  return [
    ...facts,
    '',
    '| work | measured against | ours | theirs | ratio | goal | met |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...measured.map(({ row, figures }) => `| ${cells(row, figures).join(' | ')} |`),
    '',
    ...measured.flatMap(({ row, figures: { notes } }) => [
      `- \`${row.name}\``,
      ...notes.map((note) => `  - ${/^(node|rclone|find) /.test(note) ? `\`${note}\`` : note}`),
    ]),
  ];
}

function cells({ work, against, goal }: Row, { ours, theirs, ratio, isMet }: Figures): readonly string[] {
  return [work, against, ours, theirs, ratio, goal, isMet === undefined ? '' : isMet ? 'yes' : '**no**'];
}
