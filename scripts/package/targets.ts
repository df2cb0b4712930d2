import process from 'node:process';

/** What npm is told so that it fetches the native packages of another computer. */
export interface Target {
  /** As the Marketplace spells it. */
  readonly name: string;
  readonly os: NodeJS.Platform;
  readonly cpu: 'x64' | 'arm64';
  readonly libc?: 'glibc' | 'musl';
}

/** Every kind of computer that gets a VSIX of its own, because sharp is native. */
export const TARGETS: readonly Target[] = [
  { name: 'linux-x64', os: 'linux', cpu: 'x64', libc: 'glibc' },
  { name: 'linux-arm64', os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { name: 'alpine-x64', os: 'linux', cpu: 'x64', libc: 'musl' },
  { name: 'alpine-arm64', os: 'linux', cpu: 'arm64', libc: 'musl' },
  { name: 'darwin-x64', os: 'darwin', cpu: 'x64' },
  { name: 'darwin-arm64', os: 'darwin', cpu: 'arm64' },
  { name: 'win32-x64', os: 'win32', cpu: 'x64' },
  { name: 'win32-arm64', os: 'win32', cpu: 'arm64' },
];

/** The targets of those names. Throws for a name that there is not. */
export function targetsNamed(names: readonly string[]): readonly Target[] {
  return names.map((name) => {
    const target = TARGETS.find((candidate) => candidate.name === name);
    if (target) return target;
    throw new Error(`There is no target "${name}". There are: ${TARGETS.map((known) => known.name).join(', ')}.`);
  });
}

/** The target of the computer that this runs on. */
export function targetHere(): Target {
  const header = process.report.getReport() as { readonly header?: { readonly glibcVersionRuntime?: string } };
  const libc = header.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  const here = TARGETS.find(
    ({ os, cpu, libc: wanted }) =>
      os === process.platform && cpu === process.arch && (wanted === undefined || wanted === libc),
  );
  if (!here) throw new Error(`There is no VSIX for ${process.platform} on ${process.arch}.`);
  return here;
}
