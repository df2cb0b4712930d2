import type { VsixEntry } from './readVsix.ts';
import type { Target } from './targets.ts';

/** What everything but the native packages may take, in bytes. */
const BUDGET = 1_000_000;

const NATIVE = 'extension/node_modules/';

/** What every VSIX must hold. */
const NEEDED = [
  ...['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', 'dist/THIRD_PARTY_NOTICES.txt', 'media/icon.png'],
  ...[
    'extension',
    'cli',
    'commandLineMain',
    'syncWorker',
    'imageWorker',
    'headWorker',
    'oddHead',
    'hashWorker',
    'copyWorker',
    'lookWorker',
    'folderWorker',
    'googleOAuth',
    'settingsCheck',
    'reportPage',
  ].map((name) => `dist/${name}.js`),
].map((path) => `extension/${path}`);

/** Kinds of files that no user needs, or that nobody else may see. */
const UNWANTED: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a source map', /\.map$/],
  ['a source', /(?<!\.d)\.[cm]?ts$|\/src\//],
  ['a test', /\/(tests?|__tests__)\/|\.test\./],
  ['a secret', /\/\.(env|npmrc|netrc)|\.(pem|key|p12|pfx)$|client_secret|\/secrets?\.json$/],
  ['a file of the checkout', /\/\.(git|github|vscode|ci)\/|package-lock\.json$|\.vsix$/],
];

/** Bytes that a VSIX takes: whole, and without the native packages. */
export function vsixSizes(entries: readonly VsixEntry[]): { readonly whole: number; readonly own: number } {
  const sum = (some: readonly VsixEntry[]) => some.reduce((total, { packed }) => total + packed, 0);
  return { whole: sum(entries), own: sum(entries.filter(({ path }) => !path.startsWith(NATIVE))) };
}

/** What is wrong with the content of a VSIX, a sentence each; nothing when it may be published. */
export function vsixFaults(entries: readonly VsixEntry[], { name, os, cpu, libc }: Target): readonly string[] {
  const { own } = vsixSizes(entries);
  const binaries = `${os}${libc === 'musl' ? 'musl' : ''}-${cpu}`;
  const natives = entries.map(({ path }) => path).filter((path) => /\.node$/.test(path));
  const expected = new RegExp(`^${NATIVE}@img/sharp-${binaries}/lib/sharp-${binaries}-[0-9.]+\\.node$`);
  return [
    ...(own > BUDGET ? [`${name}: without the native packages it takes ${String(own)} bytes.`] : []),
    ...NEEDED.filter((path) => !entries.some((entry) => entry.path === path)).map((path) => `${name}: no ${path}.`),
    ...entries.flatMap(({ path }) =>
      UNWANTED.filter(([, pattern]) => pattern.test(path)).map(([what]) => `${name}: ${path} is ${what}.`),
    ),
    ...(natives.length === 1 && expected.test(natives[0] ?? '')
      ? []
      : [`${name}: its native modules are ${natives.join(', ') || 'missing'}.`]),
  ];
}
