/* The program of a thread that looks at folders beside the thread of a run (src/local/looking). */
import { lookAtShared } from './local/folderLooks.ts';
import type { Looked, Walked, WalkTask } from './local/looking/folderLooker.ts';
import type { FolderTask } from './local/looking/sharedFolders.ts';
import { walkFolder } from './local/looking/walkFolder.ts';
import { serveJobs } from './local/threads/serveJobs.ts';

serveJobs((job: FolderTask | WalkTask): Looked | Walked => ('walk' in job ? walked(job) : lookAtShared(job)));

function walked({ walk }: WalkTask): Walked {
  try {
    return { folder: walkFolder(walk) };
  } catch {
    // Whoever asked looks at it, and says why that cannot be done.
    return {};
  }
}
