import type { FileSystemFlush } from './fileSystemFlush.ts';
import type { FlushQueue } from './flushQueue.ts';

/** One queue for each file system; a file or folder is asked for its own once. */
export function flushQueues(
  fileSystems: FileSystemFlush | undefined,
  create: (together: FileSystemFlush) => FlushQueue,
) {
  const byFolder = new Map<string, FlushQueue | undefined>();
  const byFileSystem = new Map<string, FlushQueue>();

  function find(folder: string): FlushQueue | undefined {
    const id = fileSystems?.fileSystemOf(folder);
    if (!fileSystems || id === undefined) return undefined;
    const queue = byFileSystem.get(id) ?? create(fileSystems);
    byFileSystem.set(id, queue);
    return queue;
  }

  return (folder: string) => {
    if (!byFolder.has(folder)) byFolder.set(folder, find(folder));
    return byFolder.get(folder);
  };
}
