import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repository } from '../../../scripts/tools/repository.ts';

/** A sentence that the code hands to the editor's `l10n.t`. */
export interface SpokenSentence {
  /** Undefined where it is not written down in the call, so that nobody could translate it. */
  readonly sentence: string | undefined;
  /** The file, and the call as it stands there. */
  readonly place: string;
}

/** Every sentence that the extension says through the editor. */
export function spokenSentences(): readonly SpokenSentence[] {
  return globSync('src/**/*.ts', { cwd: repository }).sort().flatMap(sentencesOf);
}

function sentencesOf(path: string): readonly SpokenSentence[] {
  const source = ts.createSourceFile(path, readFileSync(join(repository, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: SpokenSentence[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\bl10n\.t$/.test(node.expression.getText())) {
      const [first] = node.arguments;
      const sentence = first && ts.isStringLiteralLike(first) ? first.text : undefined;
      found.push({ sentence, place: `${path}: ${node.getText()}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
