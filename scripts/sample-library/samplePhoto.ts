import type { Scene } from './scenes/scene.ts';

/** One file of the sample library. */
export type SampleFile = SamplePhoto | SampleCopy;

/** A picture that is painted, developed and written with what a camera would note about it. */
export interface SamplePhoto {
  /** Path in the library, with `/`. What is written follows `format`, whatever the name says. */
  readonly path: string;
  readonly scene: Scene;
  readonly capturedAt: LocalTime;
  readonly camera: CameraName;
  /** Any text, for JPEG and WebP; a PNG has none. */
  readonly caption?: string;
  readonly place?: Place;
  /** `landscape` when left out. */
  readonly shape?: Shape;
  /** `jpeg` when left out. */
  readonly format?: 'jpeg' | 'png' | 'webp';
}

/** A second file with the same bytes as another one. */
export interface SampleCopy {
  readonly path: string;
  readonly copyOf: string;
}

/**
 * How a picture lies in its file: 1600 by 1067 pixels, or as many standing; `turned` ones are stored lying, as cameras
 * do it, and the number is the EXIF orientation that stands them up again. `small` is 960 by 640.
 */
export type Shape = 'landscape' | 'portrait' | 'turned6' | 'turned8' | 'small';

/** A time as a camera notes it: local, with its distance from UTC, as `2024-09-21T08:15:30+02:00`. */
export type LocalTime = `${number}-${number}-${number}T${number}:${number}:${number}${'+' | '-'}${number}:${number}`;

/** Latitude north and longitude east in degrees. */
export type Place = readonly [north: number, east: number];

/** The cameras of the family. */
export type CameraName = 'nikon' | 'fuji' | 'pixel';
