import { registerHooks } from 'node:module';
import type { Words } from '../../../src/webview/words.ts';

// The words come from the editor's `l10n`, and here is no editor: this one gives every sentence back as it is.
const editor = `export const env = { language: 'en' };
  export const l10n = { t: (sentence, ...values) => sentence.replace(/\\{(\\d)\\}/g, (place, n) => values[n] ?? place) };`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(editor)}`, shortCircuit: true }
      : next(specifier, context),
});
const { words } = await import('../../../src/workbench/words.ts');

/** The words of the tree and the report, in English, as a person in an English editor sees them. */
export const english: Words = words();
