import { hash } from 'node:crypto';
import { ftruncateSync, mkdirSync, openSync, closeSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { GoogleService } from '../../../src/services/google/scopes.ts';
import { albumSync, typed } from '../albumSync.ts';
import type { Bench } from '../bench.ts';
import { benchProgram } from '../benchProgram.ts';
import { withComment } from '../corpus.ts';
import { megabytes, runInWords, secondsInWords } from '../figures.ts';
import { drawFrames } from '../frames.ts';
import { withGoogle } from '../googleHere.ts';
import { inTurn, median, type Middle } from '../inTurn.ts';
import { measuredProcess } from '../measuredProcess.ts';
import type { Row } from '../row.ts';

/** With 60 of them, an eighth of a run had passed before the first byte was sent, and a quarter with Google Photos. */
const PHOTOS = 200;
const IN_ALBUM = 20;
const BYTES = 4_000_000;
const LEAST = 0.9;
/** The emulator would keep 20 GB in memory; what grows with the length of a video shows here too. */
const VIDEO_BYTES = [250e6, 1e9];
const GROWTH_BYTES = 40e6;

export const UPLOAD_DRIVE = uploadRow({
  name: 'upload-drive',
  service: 'googleDrive',
  title: 'Google Drive',
  unlike:
    'It makes three checksums of all that it keeps, for both. Only of the photos it reads what is in the picture.',
  hashes: ['sha256'],
});
export const UPLOAD_PHOTOS = uploadRow({
  name: 'upload-photos',
  service: 'googlePhotos',
  title: 'Google Photos',
  unlike: 'Only of the photos it checks the hash that came with each, looks for equal ones, and makes items.',
  // The ledger keeps the one, and the other goes with each photo, for which the emulator makes it again.
  hashes: ['sha256', 'sha1', 'sha1'],
});

interface UploadTo {
  readonly name: string;
  readonly service: GoogleService;
  readonly title: string;
  /** What the emulator does for one side and not for the other. */
  readonly unlike: string;
  /** What is made of each photo and of nothing in the plain body, by whichever side. */
  readonly hashes: readonly string[];
}

function uploadRow({ name, service, title, unlike, hashes }: UploadTo): Row {
  return {
    name,
    work: `Photos of 4 MB to an emulator of ${title}`,
    against: 'one plain `fetch` of the same bytes to the same emulator',
    goal: `at least ${LEAST} of its throughput; memory that does not grow with the length of a video`,
    measure: async (bench) => {
      const folder = bench.folder('upload');
      const photos = path.join(folder, 'photos');
      await writePhotos(photos);
      const says = new RegExp(`${PHOTOS} done`);
      const commands: string[] = [];
      const googleCpu: { readonly ours: number[]; readonly theirs: number[] } = { ours: [], theirs: [] };
      const { ours, theirs } = await inTurn(
        bench.repeats(3),
        async (round) => {
          const state = bench.folder(`state-upload-${round}`);
          const { result, googleCpuSeconds } = await withGoogle(state, ({ env }) => {
            const command = albumSync({ command: 'sync', folder, state, settings: { service }, env, says });
            commands[0] = typed(command);
            return measuredProcess(command);
          });
          googleCpu.ours.push(googleCpuSeconds);
          return result;
        },
        async () => {
          const { result, googleCpuSeconds } = await withGoogle(bench.folder('state-plain'), ({ plain, token }) =>
            measuredProcess(benchProgram('plainUpload.ts', photos, plain[service], token)),
          );
          googleCpu.theirs.push(googleCpuSeconds);
          return result;
        },
      );
      const throughput = (theirs?.seconds ?? 0) / ours.seconds;
      const videos = [];
      for (const bytes of VIDEO_BYTES) videos.push({ bytes, ...(await sendVideo(bench, service, bytes)) });
      const growth = (videos.at(-1)?.peakBytes ?? 0) - (videos[0]?.peakBytes ?? 0);
      return {
        ours: runInWords(ours),
        theirs: theirs ? runInWords(theirs) : '',
        ratio: `${throughput.toFixed(2)} of the throughput; ${megabytes(Math.max(growth, 0))} more for four times the video`,
        isMet: throughput >= LEAST && growth <= GROWTH_BYTES,
        notes: [
          ...commands,
          ...(theirs ? [mostThroughput(theirs, median(googleCpu.theirs), hashes)] : []),
          `The emulator, on the same cores, took ${secondsInWords(median(googleCpu.ours))} of CPU for ours and ${secondsInWords(median(googleCpu.theirs))} for theirs. ${unlike}`,
          'The emulator keeps in memory what it is sent, so the videos are no longer than this.',
          ...videos.map(
            (video) =>
              `A video of ${megabytes(video.bytes)}: ${secondsInWords(video.seconds)}, ${megabytes(video.peakBytes)} of memory.`,
          ),
        ],
      };
    },
  };
}

/** How near to the plain body uploads could come that only hashed besides, where the emulator has the same cores. */
function mostThroughput(theirs: Middle, googleCpuSeconds: number, hashes: readonly string[]): string {
  const photo = Buffer.alloc(BYTES, 1);
  const before = process.cpuUsage();
  for (let number = 0; number < PHOTOS; number++) for (const algorithm of hashes) hash(algorithm, photo);
  const { user, system } = process.cpuUsage(before);
  const hashing = (user + system) / 1e6;
  const cpuSeconds = theirs.cpuSeconds + googleCpuSeconds + hashing;
  const most = Math.min(1, theirs.seconds / (cpuSeconds / availableParallelism()));
  return (
    `To hash the photos, which nobody does with the plain body, takes ${secondsInWords(hashing)} of CPU (${hashes.join(', ')}). ` +
    `With that and nothing else, ${availableParallelism()} cores that never wait would reach ${most.toFixed(2)} of its throughput.`
  );
}

async function writePhotos(folder: string): Promise<void> {
  const [frame] = await drawFrames({ width: 1024, bytes: 50_000, count: 1 });
  if (!frame) throw new Error('There is no frame.');
  for (let number = 0; number < PHOTOS; number++) {
    const album = path.join(folder, `Album ${Math.floor(number / IN_ALBUM)}`);
    mkdirSync(album, { recursive: true });
    // What stands behind the end of a JPEG is no part of the picture.
    const photo = withComment(frame, `photo ${number}`);
    writeFileSync(
      path.join(album, `IMG_${number}.jpg`),
      Buffer.concat([photo, Buffer.alloc(BYTES - photo.length, number)]),
    );
  }
}

/** A film with nothing in it, of which the disk keeps only the head. */
async function sendVideo(bench: Bench, service: GoogleService, bytes: number) {
  const folder = bench.folder('video');
  mkdirSync(path.join(folder, 'photos', 'Film'), { recursive: true });
  const film = openSync(path.join(folder, 'photos', 'Film', 'film.mp4'), 'w');
  writeFileSync(film, Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp41', 'latin1'));
  ftruncateSync(film, bytes);
  closeSync(film);
  const state = bench.folder('state-video');
  const { result } = await withGoogle(state, ({ env }) => {
    const settings = { service, formats: 'both', maxVideoSize: 20e9 };
    return measuredProcess(albumSync({ command: 'sync', folder, state, settings, env, says: /1 done/ }));
  });
  return result;
}
