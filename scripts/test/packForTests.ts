import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packExtension } from '../package/packExtension.ts';
import { targetHere } from '../package/targets.ts';
import { repository } from '../tools/repository.ts';

/** Makes the VSIX of this computer and says where it is. Throws where it holds what it should not. */
export async function packForTests(): Promise<string> {
  const into = join(repository, 'test-results', 'vsix');
  await rm(into, { recursive: true, force: true });
  const [packed] = await packExtension({ targets: [targetHere()], into, onPacked: () => undefined });
  if (!packed || packed.faults.length > 0) throw new Error(packed?.faults.join('\n') ?? 'There is no VSIX.');
  return packed.file;
}
