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
  readonly caption?: string;
  readonly place?: Place;
  /** `upright` is the default: 1600 by 1067, lying. The turned ones are tall and stored lying, as cameras do it. */
  readonly shape?: Shape;
  readonly format?: 'jpeg' | 'png' | 'webp';
}

/** A second file with the same bytes as another one. */
export interface SampleCopy {
  readonly path: string;
  readonly copyOf: string;
}

/** How a picture lies in its file: the number after `turned` is the EXIF orientation that stands it up again. */
export type Shape = 'landscape' | 'portrait' | 'turned6' | 'turned8' | 'small';

/** A time as a camera notes it: local, with its distance from UTC, as `2024-09-21T08:15:30+02:00`. */
export type LocalTime = `${number}-${number}-${number}T${number}:${number}:${number}${'+' | '-'}${number}:${number}`;

/** Latitude north and longitude east in degrees. */
export type Place = readonly [north: number, east: number];

/** The cameras of the family. */
export type CameraName = 'nikon' | 'fuji' | 'pixel';
