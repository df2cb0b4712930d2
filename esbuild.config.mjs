import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';
import { compiledSettings } from './scripts/build/compiledSettings.mjs';
import { keepCompiled } from './scripts/build/keepCompiled.mjs';
import { bundledPackages, readThirdParty, thirdPartyNotices } from './scripts/build/thirdPartyNotices.mjs';

const { watch, production, outdir } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  logLevel: 'info',
  // All licences are in one page that is made below.
  legalComments: 'none',
  metafile: true,
  outdir,
};

/**
 * What is a bundle of its own. All that the extension does comes a moment after its entry, so that the editor is not held
 * up while it starts. What signs in with Google is loaded when it is needed: Google's library is as large as all
 * the rest. So is what reads and checks settings while they are written: most windows never open a settings file. What reads the
 * first bytes of any file is loaded where they are not as plain as those of most photos.
 * @type {import('esbuild').Plugin}
 */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/(googleOAuth|oddHead|openWorkbench|settingsCheck)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.js`, external: true } : undefined,
    );
  },
};

/**
 * Every import of `vscode` would copy the whole interface once more, which took most of the time of loading: all modules
 * share one copy.
 * @type {import('esbuild').Plugin}
 */
const oneEditor = {
  name: 'oneEditor',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'editor' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'editor' },
    );
    onLoad({ filter: /.*/, namespace: 'editor' }, () => ({ contents: "export * from 'vscode'" }));
  },
};

/** @satisfies {import('esbuild').BuildOptions} */
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
  plugins: [apart, oneEditor, compiledSettings],
  entryPoints: {
    extension: 'src/extension.ts',
    openWorkbench: 'src/workbench/openWorkbench.ts',
    cli: 'src/cli.ts',
    commandLineMain: 'src/run/commandLineMain.ts',
    syncWorker: 'src/syncWorker.ts',
    imageWorker: 'src/imageWorker.ts',
    headWorker: 'src/headWorker.ts',
    oddHead: 'src/local/heads/oddHead.ts',
    hashWorker: 'src/hashWorker.ts',
    copyWorker: 'src/copyWorker.ts',
    lookWorker: 'src/lookWorker.ts',
    folderWorker: 'src/folderWorker.ts',
    googleOAuth: 'src/accounts/googleOAuth.ts',
    settingsCheck: 'src/settings/settingsCheck.ts',
  },
};

/** @satisfies {import('esbuild').BuildOptions} */
const page = {
  ...shared,
  platform: 'browser',
  target: 'chrome130',
  format: 'iife',
  entryPoints: { reportPage: 'src/webview/reportPage.ts' },
};

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
await copyFile('node_modules/@vscode/codicons/dist/codicon.css', join(outdir, 'codicon.css'));
await copyFile('node_modules/@vscode/codicons/dist/codicon.ttf', join(outdir, 'codicon.ttf'));
await cp('src/services/gallery/pages/assets', join(outdir, 'gallery'), { recursive: true });

if (watch) {
  for (const options of [host, page]) await (await context(options)).watch();
} else {
  // What is wrong has been printed by then; a stack trace of esbuild itself would only hide it.
  const results = await Promise.all([build(host), build(page)]).catch(() => undefined);
  if (results) await Promise.all([writeNotices(results), keepCompiled(outdir)]);
  else process.exitCode = 1;
}

/** @param {readonly import('esbuild').BuildResult<{ metafile: true }>[]} results */
async function writeNotices(results) {
  const names = ['@vscode/codicons', ...bundledPackages(results.map(({ metafile }) => metafile))];
  const packages = await Promise.all(names.map((name) => readThirdParty(join('node_modules', name))));
  const gnu = ['LGPL-3.0', 'GPL-3.0'].map(async (name) => ({
    title: `${name}: the licence of libvips, which lies as a library of its own in node_modules/@img`,
    text: await readFile(`scripts/build/licences/${name}.txt`, 'utf8'),
  }));
  await writeFile(join(outdir, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(packages, await Promise.all(gnu)));
}
