import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { keptUploads } from '../../src/accounts/keptUploads.ts';
import type { ChangedPaths } from '../../src/engine/changes/collectChanges.ts';
import { knownFiles } from '../../src/engine/changes/localChanges.ts';
import { isAtOrBelow } from '../../src/engine/changes/places.ts';
import { problem } from '../../src/engine/errors.ts';
import type { ErrorCode } from '../../src/engine/model.ts';
import { fail } from '../../src/engine/result.ts';
import type { Review } from '../../src/engine/plan/review.ts';
import type { ReportItem, SyncReport } from '../../src/engine/report.ts';
import type { RunHost } from '../../src/run/openPorts.ts';
import type { RunEvent } from '../../src/engine/ports/progress.ts';
import { lookAtChanges } from '../../src/run/lookAtChanges.ts';
import type { ChangesFound } from '../../src/run/lookAtChanges.ts';
import { readCopy } from '../../src/run/readCopy.ts';
import type { Copy } from '../../src/run/readCopy.ts';
import type { RunKind, RunRequest } from '../../src/run/request.ts';
import { watchFolders, type WatchFoldersPorts } from '../../src/run/watch/watchFolders.ts';
import { runSync } from '../../src/run/runSync.ts';
import { NO_IMAGES } from './gallery.ts';
import { memorySecretStore } from './memorySecretStore.ts';
import { PLAIN_HASHER } from './plainHasher.ts';
import type { RawSettings } from '../../src/settings/settings.ts';

/** A file of a library: a tiny real JPEG that holds `text`, or any bytes; `at` is its modification time. */
export interface FileSpec {
  readonly text?: string;
  readonly bytes?: string | Uint8Array;
  /** ISO 8601; 2024-01-01T00:00:00Z unless told. */
  readonly at?: string;
}

export type LibrarySpec = Readonly<Record<string, FileSpec | string>>;

export interface RunOptions {
  readonly kind?: RunKind;
  readonly settings?: RawSettings;
  readonly confirmed?: readonly ErrorCode[];
  readonly albums?: readonly string[];
  readonly all?: boolean;
  readonly review?: Review;
  readonly askBefore?: RunRequest['askBefore'];
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  readonly host?: Partial<RunHost>;
}

/** A workspace folder on the real disk with its gallery and its ledger, gone when the test ends. */
export class Library {
  readonly folder: string;
  readonly home: string;
  /** What the clock of the runs says; a test moves it on. */
  now = Date.parse('2026-11-22T12:00:00Z');
  /** Secrets that the runs have left. */
  readonly secrets = new Map<string, string>();

  constructor(t: TestContext, spec: LibrarySpec) {
    const top = mkdtempSync(path.join(tmpdir(), 'album-sync-test-'));
    t.after(() => {
      rmSync(top, { recursive: true, force: true });
    });
    this.folder = path.join(top, 'my photos');
    this.home = path.join(top, 'home');
    mkdirSync(this.folder);
    mkdirSync(this.home);
    this.write(spec);
  }

  /** Writes files; a text is short for a photo that holds it. */
  write(spec: LibrarySpec): void {
    for (const [file, content] of Object.entries(spec)) {
      const target = this.path(file);
      mkdirSync(path.dirname(target), { recursive: true });
      const { text, bytes, at } = typeof content === 'string' ? { text: content } : { ...content };
      writeFileSync(target, bytes ?? tinyJpeg(text ?? file));
      this.touch(file, at ?? '2024-01-01T00:00:00Z');
    }
  }

  touch(file: string, at: string): void {
    utimesSync(this.path(file), new Date(at), new Date(at));
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true });
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  /** What a photo of the library holds, or undefined when it is not there. */
  textOf(file: string): string | undefined {
    try {
      return textOfJpeg(readFileSync(this.path(file)));
    } catch {
      return undefined;
    }
  }

  modifiedAt(file: string): string {
    return statSync(this.path(file)).mtime.toISOString();
  }

  /** Forgets all earlier runs. */
  loseLedger(): void {
    rmSync(path.join(this.home, 'state'), { recursive: true, force: true });
  }

  /** Changes the manifest of an album in the gallery, as another program could. */
  editManifest(
    slug: string,
    edit: (manifest: { items: Record<string, unknown>[]; [key: string]: unknown }) => void,
  ): void {
    const file = this.path(`album-gallery/albums/${slug}/album.json`);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof edit>[0];
    edit(manifest);
    writeFileSync(file, JSON.stringify(manifest));
  }

  /** Paths of all files, relative to the workspace folder and without pages and thumbnails; sorted. */
  files(): readonly string[] {
    const all = readdirSync(this.folder, { recursive: true, withFileTypes: true });
    return all
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.folder, path.join(entry.parentPath, entry.name)))
      .filter((file) => !/^album-gallery\/(thumbs|assets)\/|(index\.html|album\.json)$|\.jsonl?$/.test(file))
      .sort();
  }

  run(options: RunOptions = {}): Promise<SyncReport> {
    return runSync(
      {
        folder: this.folder,
        kind: options.kind ?? 'sync',
        settings: { 'gallery.thumbnails': false, ...options.settings },
        confirmed: options.confirmed ?? [],
        albums: options.albums,
        all: options.all ?? true,
        review: options.review,
        askBefore: options.askBefore,
        stateDirectory: path.join(this.home, 'state'),
      },
      { ...this.#host(), ...options.host },
      { signal: options.signal ?? new AbortController().signal, onEvent: options.onEvent ?? (() => undefined) },
    );
  }

  /** Watches the folder as the command line does, until the signal ends it. */
  watch(
    ports: Pick<WatchFoldersPorts, 'surroundings' | 'onEvent' | 'signal'> & { readonly settings?: RawSettings },
  ): ReturnType<typeof watchFolders> {
    return watchFolders({
      ...ports,
      folders: [{ folder: this.folder, settings: { 'gallery.thumbnails': false, ...ports.settings } }],
      stateDirectory: path.join(this.home, 'state'),
      host: this.#host(),
    });
  }

  /** What is new at some paths since a report, as the editor's window asks for it. */
  changesSince(report: SyncReport, paths: ChangedPaths, settings: RawSettings = {}): Promise<ChangesFound> {
    return lookAtChanges(
      {
        folder: this.folder,
        settings: { 'gallery.thumbnails': false, ...settings },
        stateDirectory: path.join(this.home, 'state'),
        paths,
        known: [...knownFiles(report.items)].filter((file) => paths === 'many' || isAtOrBelow(file.path, paths)),
      },
      this.#host(),
      new AbortController().signal,
    );
  }

  /** What a web album has of an item, as the editor's window asks for it. */
  copyOf(
    { album, name, remoteId = '' }: Pick<ReportItem, 'album' | 'name' | 'remoteId'>,
    { settings, host, signal, onEvent }: Pick<RunOptions, 'settings' | 'host' | 'signal' | 'onEvent'> = {},
  ): Promise<Copy> {
    return readCopy(
      {
        folder: this.folder,
        settings: { 'gallery.thumbnails': false, ...settings },
        stateDirectory: path.join(this.home, 'state'),
        parts: [album],
        remoteId,
        name,
      },
      { ...this.#host(), ...host },
      { signal: signal ?? new AbortController().signal, onEvent: onEvent ?? (() => undefined) },
    );
  }

  #host(): RunHost {
    return {
      now: () => this.now,
      openImages: () => NO_IMAGES,
      openHasher: () => PLAIN_HASHER,
      galleryAssets: path.resolve('src/services/gallery/pages/assets'),
      env: { XDG_DATA_HOME: path.join(this.home, 'data') },
      platform: process.platform,
      home: this.home,
      googleAccess: async () => fail(problem('E_SIGN_IN')),
      googleUploads: keptUploads({ secrets: memorySecretStore(this.secrets), now: () => this.now }),
    };
  }
}

/** The items of a report as text, one a line and sorted, then its problems and albums in parts. */
export function reportText(report: SyncReport): string {
  const items = report.items.map(({ event, detail, action, outcome, album, name, error }) =>
    [
      detail === undefined ? event : `${event}:${detail}`,
      action,
      outcome,
      `${album}/${name}`,
      ...(error ? [error.code] : []),
    ].join(' '),
  );
  const itemCodes = new Set(report.items.map((item) => item.error?.message));
  const problems = report.problems
    .filter(({ message }) => !itemCodes.has(message))
    .map(({ code, setting, path: where }) =>
      ['!', code, ...(setting === undefined ? [] : [setting]), ...(where === undefined ? [] : [where])].join(' '),
    );
  return [...items.sort(), ...problems.sort()].join('\n');
}

/** Text without the indentation of the test that it stands in. */
export function lines(text: TemplateStringsArray): string {
  return (text[0] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The smallest grey JPEG that decoders take, with `text` as its comment, so that other texts are other bytes. */
export function tinyJpeg(text: string): Buffer {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 0xff]);
  return Buffer.concat([GREY_PIXEL.subarray(0, 2), head, comment, GREY_PIXEL.subarray(2)]);
}

/** The text that `tinyJpeg` put into a JPEG. */
export function textOfJpeg(bytes: Buffer): string {
  const length = bytes.readUInt16BE(4) - 2;
  return bytes.subarray(6, 6 + length).toString();
}

/** A baseline JPEG of one grey pixel. */
const GREY_PIXEL = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);
