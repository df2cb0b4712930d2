import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { RunHost } from './openPorts.ts';

/**
 * This computer, for a run.
 * @param dist absolute path of the folder of the built programs
 */
export function runHost(dist: string): RunHost {
  return {
    now: Date.now,
    imageWorker: path.join(dist, 'imageWorker.js'),
    galleryAssets: path.join(dist, 'gallery'),
    env: process.env,
    platform: process.platform,
    home: homedir(),
  };
}
