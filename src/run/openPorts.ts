import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { NEVER_ABORTED } from '../engine/aborted.ts';
import type { GoogleAccounts } from '../accounts/googleAccess.ts';
import type { GoogleUploads } from '../accounts/keptUploads.ts';
import type { ApplyPorts } from '../engine/apply/apply.ts';
import type { Problem } from '../engine/model.ts';
import type { AlbumService } from '../engine/ports/albumService.ts';
import type { ServiceState } from '../engine/ports/serviceState.ts';
import { ok } from '../engine/result.ts';
import type { Result } from '../engine/result.ts';
import type { OpenLedger } from '../ledger/openLedger.ts';
import type { FileCopier } from '../local/copying/fileCopier.ts';
import type { FileHasher } from '../local/hashing/fileHasher.ts';
import type { HeadReader } from '../local/heads/headReader.ts';
import type { ImageTools } from '../local/images/imageTools.ts';
import { LocalFolder } from '../local/localFolder.ts';
import type { FolderTeller } from '../local/looking/findProgram.ts';
import type { FolderLooker } from '../local/looking/folderLooker.ts';
import { createTrash } from '../local/trash.ts';
import { createGallery, type GalleryOptions } from '../services/gallery/gallery.ts';
import type { RetryPorts } from '../services/http/withRetry.ts';
import type { Settings } from '../settings/settings.ts';
import { mediaKinds } from './planRules.ts';
import type { RunRequest } from './request.ts';
import { noteSignIns } from './signInNotice.ts';

/** What a run needs of the computer it runs on; the composition roots know it. */
export interface RunHost {
  /** ms since 1970 UTC. */
  readonly now: () => number;
  /** Makes the image tools of one run, which disposes them. */
  readonly openImages: () => ImageTools;
  /** Makes what hashes files in one run, which disposes it. */
  readonly openHasher: () => FileHasher;
  /**
   * Makes what reads the first bytes of new photos in one run, which disposes it; without it, the run reads them itself.
   * @param looker see `HeadReaderOptions.beside`
   */
  readonly openHeads?: ((looker: FolderLooker | undefined) => HeadReader) | undefined;
  /** Makes what looks at folders that are known beside the run, which disposes it; without it, the run looks at all of them. */
  readonly openLooker?: (() => FolderLooker) | undefined;
  /** What tells how the files of many folders look; without it, the run looks at each. */
  readonly teller?: FolderTeller | undefined;
  /** Makes what copies so many files at once in one run, which disposes it; without it, the run copies them itself. */
  readonly openCopier?: ((atOnce: number) => FileCopier) | undefined;
  /** Absolute path of the folder with the style sheet and script of the gallery's pages. */
  readonly galleryAssets: string;
  /** Absolute path of the program that looks at the albums of a gallery in a thread; without it, the run does. */
  readonly lookWorker?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Absolute path of the user's home directory. */
  readonly home: string;
  /** The access of who is signed in: `E_SIGN_IN` when nobody is. */
  readonly googleAccess: GoogleAccounts;
  /** Where the addresses of long uploads are kept for the next run. */
  readonly googleUploads: GoogleUploads;
  /** How a run waits for a service; without it, by the clock of this computer. A test lets no time pass. */
  readonly wait?: RetryPorts['wait'] | undefined;
  /** Stands between a run and its ports. Tests put faults there; a composition root leaves it out. */
  readonly between?: ((ports: ApplyPorts) => ApplyPorts) | undefined;
}

/** The real ports of a run. */
export interface OpenPorts {
  /** `AlbumService.account`, by which the ledger is found. */
  readonly account: string;
  /** See `Known`. */
  readonly isSignedIn: boolean;
  /** What a person should know, though nothing went wrong. */
  readonly notices: () => readonly Problem[];
  /** @param kind a `sync` holds the lock and may remove what an earlier one left half-written */
  withLedger(ledger: Pick<OpenLedger, 'ledger' | 'state'>, kind: RunRequest['kind']): ApplyPorts;
  /** Ends the image processes and the threads that look, read, hash and copy. */
  dispose(): void;
}

/**
 * `E_SIGN_IN` where the service has an account and nobody is signed in.
 * @param folder absolute real path of the workspace folder
 * @param stateDirectory absolute path of the directory of the ledgers
 */
export async function openPorts(
  folder: string,
  settings: Settings,
  stateDirectory: string,
  host: RunHost,
): Promise<Result<OpenPorts>> {
  const images = host.openImages();
  const copier = host.openCopier?.(settings.concurrency);
  const noted = noteSignIns(host.googleAccess, host.now);
  const looker = host.openLooker?.();
  const opened = await openService(folder, settings, { images, copier }, { ...host, googleAccess: noted.access });
  if (!opened.ok) {
    images.dispose();
    looker?.dispose();
    return opened;
  }
  // What decodes photos is on this disk.
  const decoder = settings.shrink === 0 ? ok() : await images.decoder({ signal: NEVER_ABORTED });
  const hasher = host.openHasher();
  const heads = host.openHeads?.(looker);
  const trash = createTrash({ ...host, ownTrash: path.join(stateDirectory, 'trash') });
  return ok({
    account: opened.value.account,
    isSignedIn: opened.value.isSignedIn,
    notices: () => [...noted.notices(), ...(decoder.ok ? [] : [decoder.problem])],
    withLedger: ({ ledger, state }, kind) => {
      const service = opened.value.open(state);
      const files = new LocalFolder({
        workspace: folder,
        roots: settings.folders,
        gallery: settings.gallery.path,
        exclude: settings.exclude,
        kinds: mediaKinds(settings),
        maxVideoSize: settings.maxVideoSize,
        ledger,
        now: host.now,
        shrink: decoder.ok ? settings.shrink : 0,
        images,
        heads,
        looker,
        teller: host.teller,
        state,
        hasher,
        // What sends nothing by itself is given what the hasher has read.
        sender: opened.value.sender ?? hasher,
        trash,
        leftovers: { owner: ownerOf(folder, stateDirectory), remove: kind === 'sync' },
      });
      const ports = { service, ledger, files };
      return host.between?.(ports) ?? ports;
    },
    dispose: () => {
      images.dispose();
      copier?.dispose();
      hasher.dispose();
      heads?.dispose();
      looker?.dispose();
    },
  });
}

/** Tells the half-written files of the runs that share a lock from those of another computer or another user. */
function ownerOf(folder: string, stateDirectory: string): string {
  return createHash('sha256').update([hostname(), stateDirectory, folder].join('\n')).digest('hex').slice(0, 8);
}

/** A service of which the account is known, before the ledger of that account is open. */
export interface Known {
  readonly account: string;
  /** Whether a sign-in decides which account it is, so that another one than before may be a mistake. */
  readonly isSignedIn: boolean;
  open(state: ServiceState): AlbumService;
  /** See `LocalFolderOptions`. */
  readonly sender?: FileCopier | undefined;
}

/** The one place that knows the services by name. */
async function openService(
  folder: string,
  settings: Settings,
  tools: Pick<GalleryOptions, 'images' | 'copier'>,
  host: RunHost,
): Promise<Result<Known>> {
  if (settings.service !== 'gallery') {
    const { openGoogleDrive, openGooglePhotos } = await import('./openGoogle.ts');
    return settings.service === 'googlePhotos' ? openGooglePhotos(host) : openGoogleDrive(settings.googleDrive, host);
  }
  const place = path.join(folder, settings.gallery.path);
  return ok({
    account: place,
    isSignedIn: false,
    sender: tools.copier,
    open: (state) =>
      createGallery({
        folder: place,
        assets: host.galleryAssets,
        thumbnails: settings.gallery.thumbnails,
        language: settings.gallery.language,
        lookWorker: host.lookWorker,
        ...tools,
        now: () => new Date(host.now()),
        state,
      }),
  });
}
