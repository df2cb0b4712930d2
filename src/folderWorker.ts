/* The program of a thread that looks at folders beside the thread of a run (src/local/looking). */
import { lookAtShared } from './local/folderLooks.ts';
import type { AlbumsTask, SeenAlbums } from './local/looking/albumsTask.ts';
import type { Looked } from './local/looking/folderLooker.ts';
import type { FolderTask } from './local/looking/sharedFolders.ts';
import { serveJobs } from './local/threads/serveJobs.ts';
import { seeSharedAlbums } from './services/gallery/closeLooks.ts';

serveJobs((task: FolderTask | AlbumsTask): Looked | SeenAlbums =>
  'slugs' in task ? seeSharedAlbums(task) : lookAtShared(task),
);
