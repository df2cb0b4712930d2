/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, mix, ramp, smoothStep } from './colour.ts';
import { noiseTile } from './noise.ts';
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

/** Clouds on a ceiling that runs towards the horizon. */
export interface Clouds {
  /** 0 is a clear sky, 1 an overcast one. */
  readonly cover: number;
  /** Width of a cloud overhead, compared with the picture. */
  readonly size: number;
  readonly lit: Colour;
  readonly shaded: Colour;
  readonly softness: number;
  /** Longer than wide by this factor, for streaks. */
  readonly stretch: number;
  readonly seed: number;
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
  if (sky.sun) addShine(picture, sky.sun);
  for (const clouds of sky.clouds ?? []) paintClouds(picture, sky, clouds);
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
    const magnitude = random() ** 9;
    const low = smoothStep(0, 0.25, (how.horizon - y) / how.horizon);
    const warmth = between(random, -0.25, 0.25);
    addPoint(picture, x, y, { strength: (0.05 + magnitude * 1.6) * low, warmth, radius: 0.75 + magnitude * 0.9 });
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

function addShine(picture: Picture, sun: Sun): void {
  const { width, height, light } = picture;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const distance = Math.hypot(x - sun.x, (y - sun.y) * 1.15);
      const disc = smoothStep(sun.radius + 1.5, sun.radius - 1.5, distance) * sun.strength;
      const near = Math.exp(-distance / (sun.glow * 0.22)) * 0.9;
      const far = Math.exp(-distance / sun.glow) * 0.55;
      const amount = disc + near + far;
      light[i]! += sun.colour[0] * amount;
      light[i + 1]! += sun.colour[1] * amount;
      light[i + 2]! += sun.colour[2] * amount;
    }
  }
}

/** Paints clouds of one kind, lit from the side of the sun. */
function paintClouds(picture: Picture, sky: Sky, clouds: Clouds): void {
  const { width, light } = picture;
  const shape = noiseTile({ seed: clouds.seed, bumps: 4, octaves: 7, gain: 0.52, size: 512 });
  const edge = 1 - clouds.cover * 1.7;
  const shift = 0.02;
  const density = (u: number, v: number) => {
    const bend = shape(v * 0.31 + 0.5, u * 0.29) * 0.05;
    return shape(u + bend, v + bend) + 0.35 * shape(u * 3.1 - 0.2, v * 3.1 + bend) - edge;
  };
  for (let y = 0; y < sky.horizon; y++) {
    const elevation = (sky.horizon - y) / picture.height;
    const far = 1 / (elevation + 0.09);
    const v = (far * 0.11) / clouds.size;
    const thin = smoothStep(0, 0.06, elevation);
    for (let x = 0, i = y * width * 3; x < width; x++, i += 3) {
      const u = (((x - width / 2) / width) * far * 0.2) / clouds.size / clouds.stretch + 0.37;
      const here = density(u, v);
      if (here <= 0) continue;
      const amount = smoothStep(0, clouds.softness, here) * thin;
      const sunward = sky.sun ? Math.max(-0.8, Math.min(0.8, ((sky.sun.x - x) / width) * 2)) : 0.5;
      const lit = smoothStep(-0.32, 0.32, here * 0.2 - density(u + shift * sunward, v + shift * 0.8) + here * 0.55);
      const near = sky.sun ? Math.exp(-Math.hypot(x - sky.sun.x, y - sky.sun.y) / (sky.sun.glow * 0.9)) : 0;
      const tone = mix(clouds.shaded, clouds.lit, Math.min(1, lit + near * 0.4));
      const boost = 1 + near * 1.4 * lit;
      light[i]! += (tone[0] * boost - light[i]!) * amount;
      light[i + 1]! += (tone[1] * boost - light[i + 1]!) * amount;
      light[i + 2]! += (tone[2] * boost - light[i + 2]!) * amount;
    }
  }
}
