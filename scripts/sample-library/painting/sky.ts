/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Clouds, paintClouds } from './clouds.ts';
import { type Colour, ramp, smoothStep } from './colour.ts';
import { type Picture } from './picture.ts';
import { between, seededRandom } from './random.ts';

/** The sun or the moon, in pixels of the picture. */
export interface Sun {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: Colour;
  /** Brightness of the disc; 1 is white, a sun has 10 and more. */
  readonly strength: number;
  /** Reach of the shine around it, in pixels. */
  readonly glow: number;
}

/** A sky from the horizon up. */
export interface Sky {
  /** Row of the horizon. */
  readonly horizon: number;
  /** Colours from the horizon to the top of the picture. */
  readonly colours: readonly Colour[];
  readonly sun?: Sun;
  readonly clouds?: readonly Clouds[];
}

/** Paints the sky over the rows above the horizon, and the colour of the horizon below it. */
export function paintSky(picture: Picture, sky: Sky): void {
  const { width, height, light } = picture;
  for (let y = 0; y < height; y++) {
    const elevation = Math.max(0, (sky.horizon - y) / sky.horizon);
    const base = ramp(sky.colours, elevation ** 0.85);
    for (let x = 0, i = y * width * 3; x < width; x++, i += 3) {
      light[i] = base[0];
      light[i + 1] = base[1];
      light[i + 2] = base[2];
    }
  }
  if (sky.sun) addShine(picture, sky.horizon, sky.sun);
  for (const clouds of sky.clouds ?? []) paintClouds(picture, clouds, sky);
}

/** Adds stars above the horizon, the faint ones many and the bright ones few. */
export function addStars(
  picture: Picture,
  how: { readonly horizon: number; readonly count: number; readonly seed: number },
): void {
  const random = seededRandom(how.seed);
  for (let i = 0; i < how.count; i++) {
    const x = random() * picture.width;
    const y = random() ** 0.8 * how.horizon;
    const magnitude = random() ** 16;
    const low = smoothStep(0, 0.25, (how.horizon - y) / how.horizon);
    const warmth = between(random, -0.25, 0.25);
    addPoint(picture, x, y, {
      strength: (0.06 + 0.12 * random() + magnitude * 1.6) * low,
      warmth,
      radius: 0.7 + magnitude * 0.8,
    });
  }
}

function addPoint(
  picture: Picture,
  x: number,
  y: number,
  star: { readonly strength: number; readonly warmth: number; readonly radius: number },
): void {
  const reach = Math.ceil(star.radius * 2.5);
  for (let py = Math.floor(y) - reach; py <= y + reach; py++) {
    for (let px = Math.floor(x) - reach; px <= x + reach; px++) {
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) continue;
      const distance = (px - x) ** 2 + (py - y) ** 2;
      const amount = star.strength * Math.exp(-distance / (star.radius * star.radius));
      const i = (py * picture.width + px) * 3;
      picture.light[i]! += amount * (1 + star.warmth);
      picture.light[i + 1]! += amount;
      picture.light[i + 2]! += amount * (1 - star.warmth);
    }
  }
}

function addShine(picture: Picture, horizon: number, sun: Sun): void {
  const { width, light } = picture;
  const falloff = Float32Array.from({ length: Math.ceil(width * 2.2) }, (_, distance) => {
    const disc = smoothStep(sun.radius + 1.5, sun.radius - 1.5, distance) * sun.strength;
    return disc + 0.9 * Math.exp(-distance / (sun.glow * 0.22)) + 0.55 * Math.exp(-distance / sun.glow);
  });
  for (let y = 0, i = 0; y < horizon; y++) {
    const dy = (y - sun.y) * (y - sun.y) * 1.3;
    for (let x = 0; x < width; x++, i += 3) {
      const amount = falloff[Math.sqrt((x - sun.x) * (x - sun.x) + dy) | 0]!;
      light[i]! += sun.colour[0] * amount;
      light[i + 1]! += sun.colour[1] * amount;
      light[i + 2]! += sun.colour[2] * amount;
    }
  }
}
