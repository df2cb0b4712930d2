import { registerHooks } from 'node:module';
import bundle from '../../../l10n/bundle.l10n.de.json' with { type: 'json' };

// What imports `vscode` after this finds an editor that knows nothing but German.
const editor = `const bundle = ${JSON.stringify(bundle)};
  export const env = { language: 'de' };
  export const l10n = {
    t: (sentence, ...values) => (bundle[sentence] ?? sentence).replace(/\\{(\\d)\\}/g, (place, n) => values[n] ?? place),
  };`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(editor)}`, shortCircuit: true }
      : next(specifier, context),
});

export const { problemText, translated } = await import('../../../src/workbench/problems/problemText.ts');
export const { translatedRuns } = await import('../../../src/workbench/problems/translatedRuns.ts');
