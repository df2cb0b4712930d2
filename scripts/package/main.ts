// Makes the VSIX files: `npm run package` for every kind of computer, `npm run package -- --target linux-x64` for one;
// `--target here` is this computer. The option can be given several times.
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { repository } from '../tools/repository.ts';
import { packExtension, type PackedVsix } from './packExtension.ts';
import { targetHere, TARGETS, targetsNamed } from './targets.ts';

const into = join(repository, 'vsix');

try {
  const { target: names = [] } = parseArgs({ options: { target: { type: 'string', multiple: true } } }).values;
  const targets =
    names.length === 0 ? TARGETS : targetsNamed(names.map((name) => (name === 'here' ? targetHere().name : name)));
  await rm(into, { recursive: true, force: true });
  const packed = await packExtension({ targets, into, onPacked: (one) => console.log(describe(one)) });
  const faults = packed.flatMap((one) => one.faults);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function describe({ target, file, sizes }: PackedVsix): string {
  const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(2)} MB`;
  return `${target.padEnd(13)}${megabytes(sizes.whole).padStart(9)}, ${megabytes(sizes.own)} without sharp  ${join('vsix', basename(file))}`;
}
