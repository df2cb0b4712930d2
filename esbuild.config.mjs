import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import process from 'node:process';
import { build, context } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const shared = { bundle: true, sourcemap: !production, minify: production, logLevel: 'info', legalComments: 'none' };

/**
 * What signs in with Google is a bundle of its own that is loaded when it is needed: Google's library is as large as all
 * the rest.
 * @type {import('esbuild').Plugin}
 */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/googleOAuth\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './googleOAuth.js', external: true } : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
const host = {
  ...shared,
  // sharp is native and vscode exists only inside the editor, so neither can be bundled.
  external: ['vscode', 'sharp'],
  platform: 'node',
  target: 'node22',
  // jsonc-parser's CommonJS build hides its own files from bundlers.
  mainFields: ['module', 'main'],
  format: 'cjs',
  // The editor's loader knows `require`.
  supported: { 'dynamic-import': false },
  plugins: [apart],
  entryPoints: {
    extension: 'src/extension.ts',
    cli: 'src/cli.ts',
    syncWorker: 'src/syncWorker.ts',
    imageWorker: 'src/imageWorker.ts',
    googleOAuth: 'src/accounts/googleOAuth.ts',
  },
  outdir: 'dist',
};

/** @type {import('esbuild').BuildOptions} */
const page = {
  ...shared,
  platform: 'browser',
  target: 'chrome130',
  format: 'iife',
  entryPoints: { reportPage: 'src/webview/reportPage.ts' },
  outdir: 'dist',
};

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
await copyFile('node_modules/@vscode/codicons/dist/codicon.css', 'dist/codicon.css');
await copyFile('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');
await cp('src/services/gallery/pages/assets', 'dist/gallery', { recursive: true });

for (const options of [host, page]) {
  if (watch) await (await context(options)).watch();
  // What is wrong has been printed by then; a stack trace of esbuild itself would only hide it.
  else await build(options).catch(() => (process.exitCode = 1));
}
