import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repository } from '../../../scripts/tools/repository.ts';

/** A sentence that the code hands to the editor's `l10n.t`, or the words of a phrase of the engine, which come there later. */
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
    if (
      ts.isIdentifier(node) &&
      node.text === 'phrase' &&
      !ts.isImportSpecifier(node.parent) &&
      !ts.isFunctionDeclaration(node.parent)
    ) {
      const words = ts.isTaggedTemplateExpression(node.parent) ? wordsOf(node.parent.template) : undefined;
      // What has no letters is the same in every language.
      if (words === undefined || /\p{L}/u.test(words))
        found.push({ sentence: words, place: `${path}: ${node.parent.getText()}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The words of a tagged template, with a numbered place for each value. */
function wordsOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  const pieces = template.templateSpans.map(({ literal }, place) => `{${place}}${literal.text}`);
  return template.head.text + pieces.join('');
}
