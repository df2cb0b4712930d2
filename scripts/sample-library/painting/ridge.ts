/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, mix, ramp, scale, smoothStep } from './colour.ts';
import { noiseTile } from './noise.ts';
import type { Picture } from './picture.ts';
import { between, seededRandom } from './random.ts';

/** What a ridge takes of a palette. */
export interface RidgeColours {
  readonly haze: Colour;
  readonly sun: Colour;
  /** From light to dark. */
  readonly ground: readonly [Colour, ...Colour[]];
}

const relief = noiseTile({ seed: 31, bumps: 4, octaves: 6, gain: 0.5, size: 1024 });
const mist = noiseTile({ seed: 32, bumps: 4, octaves: 5, gain: 0.5, size: 512 });

/** A wooded ridge in the mist. */
export interface Ridge {
  /** 0 is the farthest, 1 the nearest. */
  readonly near: number;
  readonly seed: number;
  /** Where the sun stands, 0 left to 1 right. */
  readonly sun: number;
}

/** A ridge whose outline is known. */
export interface RisenRidge extends Ridge {
  /** Row of the tree tops, and of the ground they stand on, for every column. */
  readonly tops: Float32Array;
  readonly hills: Float32Array;
}

/** Finds the outline of a ridge. */
export function raiseRidge({ width, height }: Picture, ridge: Ridge): RisenRidge {
  return { ...ridge, ...ridgeLine(width, height, ridge) };
}

/**
 * Paints one ridge from its tree tops down; its foot is lost in the mist before the next one. What lies under the tops
 * of the next ridge is left out.
 */
export function paintRidge(picture: Picture, palette: RidgeColours, ridge: RisenRidge, next?: RisenRidge): void {
  const { width, height, light } = picture;
  const { near, seed, sun, tops, hills } = ridge;
  const dark = ramp([mix(palette.haze, palette.ground[0], 0.45), ...palette.ground], near);
  const shift = seed * 0.137;
  for (let x = 0; x < width; x++) {
    const sunny = Math.exp(-Math.abs(x / width - sun) * 3.2);
    const haze = mix(palette.haze, scale(palette.sun, 0.95), sunny * 0.55 * (1 - near * 0.6));
    const body = mix(dark, haze, 0.16 * sunny * (1 - near));
    const top = tops[x]!;
    const end = next ? Math.min(height, next.tops[x]! + 2) : height;
    for (let y = Math.max(0, Math.floor(top)); y < end; y++) {
      const amount = Math.min(1, y + 1 - top);
      const below = (y - hills[x]!) / height;
      const wisp = mist(x / width / 1.3 + shift, (y / height) * 1.1 + shift) * 0.09;
      const fog = smoothStep(0.01, 0.3 - near * 0.04, below + wisp * (0.5 + near * 0.5)) * (0.93 - near * 0.5);
      const trees =
        1 +
        relief(x / width + shift, (y / height) * 0.75) * 0.14 +
        relief((x / width) * 7, (y / height) * 4.4) * 0.12 * near;
      const i = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const here = body[c]! * trees + (haze[c]! - body[c]! * trees) * fog;
        light[i + c]! += (here - light[i + c]!) * amount;
      }
    }
  }
}

/** Rows of the tops of a ridge: a hill line with fir trees on it, larger on nearer ridges. */
function ridgeLine(
  width: number,
  height: number,
  { near, seed }: { readonly near: number; readonly seed: number },
): { tops: Float32Array; hills: Float32Array } {
  const random = seededRandom(seed);
  const row = random();
  const middle = height * (0.44 + 0.44 * near ** 1.25);
  const swing = height * (0.085 - 0.02 * near);
  const slope = between(random, -0.09, 0.09) * height;
  const tops = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const place = x / width;
    tops[x] =
      middle +
      slope * (place - 0.5) * 2 -
      swing * relief(place * 0.42 + row * 3, row) -
      swing * 0.1 * relief(place * 2.3, row);
  }
  const size = height * (0.004 + 0.05 * near ** 2);
  const gap = size * 0.16;
  const hills = tops.slice();
  for (let x = -size; x < width + size; x += gap * between(random, 0.4, 1.7)) {
    const tall = size * between(random, 0.35, 1) * (0.75 + 0.45 * relief((x / width) * 1.7, row + 0.5));
    const half = tall * between(random, 0.15, 0.22);
    for (let px = Math.max(0, Math.ceil(x - half)); px < Math.min(width, x + half); px++) {
      const ground = hills[Math.min(width - 1, Math.max(0, Math.round(x)))]!;
      const away = Math.abs(px - x) / half;
      const needles = Math.abs(((away * 5.3 + 0.4) % 1) - 0.5) * 0.16 * (1 - away);
      tops[px] = Math.min(tops[px]!, ground + size * 0.12 - tall * (1 - away - needles));
    }
  }
  return { tops, hills };
}
