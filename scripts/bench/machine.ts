import { readFileSync, statSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type as systemName } from 'node:os';
import process from 'node:process';
import { runQuietly } from '../tools/command.ts';

/** What a table was measured on, one line a fact. `folder` is where the photos are. */
export async function machine(folder: string): Promise<readonly string[]> {
  const rclone = await runQuietly('rclone', ['version']);
  const peer =
    rclone.status === 0 ? `, ${rclone.output.split('\n').find((line) => line.startsWith('rclone')) ?? ''}` : '';
  return [
    `- Date: ${new Date().toISOString().slice(0, 10)}`,
    `- Processor: ${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    `- Memory: ${(totalmem() / 1024 ** 3).toFixed(0)} GiB`,
    `- Disk: ${diskOf(folder)}`,
    `- System: ${systemName()} ${release()}, Node ${process.versions.node}${peer}`,
    `- Load before: ${loadavg()
      .map((load) => load.toFixed(2))
      .join(', ')} (1, 5 and 15 minutes)`,
  ];
}

/** The disk with this folder, as Linux names it. */
function diskOf(folder: string): string {
  try {
    const device = statSync(folder).dev;
    // As glibc's `major` and `minor`.
    const number = `${(device >> 8) & 0xfff}:${(device & 0xff) | ((device >> 12) & 0xfff00)}`;
    const mount = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[2] === number);
    const [, after = ''] = mount?.split(' - ') ?? [];
    const [system = 'unknown', name = ''] = after.split(' ');
    const disk = name.split('/').at(-1) ?? '';
    const turns = readFileSync(`/sys/class/block/${disk}/queue/rotational`, 'utf8').trim() === '1';
    const isVirtual = disk.startsWith('vd');
    return `${system} on ${isVirtual ? 'a virtual disk' : turns ? 'a hard disk' : 'a solid state disk'} (${disk})`;
  } catch {
    return 'unknown';
  }
}
