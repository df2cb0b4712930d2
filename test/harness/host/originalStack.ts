import { SourceMap, type SourceMapPayload } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { repository } from '../../../scripts/tools/repository.ts';

/**
 * Names the lines of the test files in stack traces of their bundle. Node would do it, but an extension host has a
 * trace format of its own, which knows no source maps.
 */
export async function stackTranslator(bundle: string): Promise<(stack: string) => string> {
  const map = new SourceMap(JSON.parse(await readFile(`${bundle}.map`, 'utf8')) as SourceMapPayload);
  return (stack) =>
    stack.replace(/[^\s()]*tests\.cjs:(\d+):(\d+)/g, (place: string, line: string, column: string) => {
      const found = map.findEntry(Number(line) - 1, Number(column) - 1);
      if (!('originalSource' in found)) return place;
      const file = relative(repository, resolve(dirname(bundle), found.originalSource));
      return `${file}:${String(found.originalLine + 1)}:${String(found.originalColumn + 1)}`;
    });
}
