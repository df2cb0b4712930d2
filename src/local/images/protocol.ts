import type { Capture } from '../../engine/model.ts';

/** What the image process is asked to do with one file. */
export interface ImageRequest {
  readonly task: ImageTask;
  /** Absolute path; empty where the task is about no file. */
  readonly path: string;
  /** Pixels of the longest side of a shrunk copy. */
  readonly side?: number | undefined;
}

/** What one message brings: one task, or several short ones. */
export interface ImageRequests {
  readonly jobs: readonly ImageRequest[];
}

export type ImageTask = 'decoder' | 'thumbnail' | 'dimensions' | 'capture' | 'camera' | 'shrink';

/** The size of a photo in pixels as a viewer shows it, after its EXIF orientation. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** A small WebP picture of a photo. */
export interface Thumbnail {
  readonly bytes: Uint8Array;
  /** Of the photo, not of the thumbnail. */
  readonly dimensions: Dimensions;
}

/** What each task gives back. */
export interface ImageValues {
  /** The decoder is there. */
  readonly decoder: undefined;
  readonly thumbnail: Thumbnail;
  readonly dimensions: Dimensions;
  readonly capture: Capture;
  readonly camera: string | undefined;
  /** Undefined when the photo is small enough as it is. */
  readonly shrink: Uint8Array | undefined;
}

/**
 * How a task ended. `unsupported`: a format that the decoder does not know, such as HEIC or RAW; `damaged`: a known
 * format with content that cannot be decoded; `noDecoder`: sharp could not be loaded on this computer.
 */
export type ImageOutcome<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: ImageObstacle; readonly reason: string };

export type ImageObstacle = 'unsupported' | 'damaged' | 'noDecoder';

/** What the image process answers, in the order of the requests. */
export interface ImageReply {
  readonly outcomes: readonly ImageOutcome<unknown>[];
}
