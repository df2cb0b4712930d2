/* The program of a thread that looks at the albums of a gallery (src/services/gallery/lookAside.ts). It reads no file. */
import { parentPort, workerData } from 'node:worker_threads';
import { albumLook } from './services/gallery/albumLook.ts';
import { layoutOf } from './services/gallery/layout.ts';
import type { LookTask } from './services/gallery/lookAside.ts';

const { root, slugs, now } = workerData as LookTask;
const layout = layoutOf(root);
parentPort?.postMessage(slugs.map((slug) => albumLook(slug, layout, { now, keepsFiles: true })));
