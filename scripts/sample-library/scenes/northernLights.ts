/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, mix, scale, smoothStep } from '../painting/colour.ts';
import { type LandLook, paintLand, survey, type View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { copyOf, type Picture } from '../painting/picture.ts';
import { between, type Random, seededRandom } from '../painting/random.ts';
import { addStars, paintSky } from '../painting/sky.ts';
import { paintWater } from '../painting/water.ts';
import type { Palette } from '../palettes.ts';
import { mountains } from './fjord.ts';
import type { Scene } from './scene.ts';

/** Northern lights over a fjord at night. */
export interface NorthernLights {
  readonly seed: number;
  readonly palette: Palette;
  /** How many curtains hang in the sky. */
  readonly curtains: number;
  readonly waves: number;
}

/** The picture of northern lights. The accents of the palette colour the curtains from the lower hem to the top. */
export function northernLights(how: NorthernLights): Scene {
  return (picture) => paintNorthernLights(picture, how);
}

function paintNorthernLights(picture: Picture, { seed, palette, curtains, waves }: NorthernLights): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const horizon = Math.round(height * 0.7);
  const view: View = { width, horizon, focal: Math.max(width, height) * 0.85, eye: 0.07 };
  paintSky(picture, { horizon, colours: palette.sky });
  addStars(picture, { horizon, count: 1500, seed });
  for (let i = 0; i < curtains; i++) {
    const base = horizon * (0.86 - (i * 0.5) / curtains - random() * 0.06);
    hangCurtain(picture, random, {
      base,
      colours: palette.accents,
      strength: i === 0 ? 1 : between(random, 0.45, 0.8),
    });
  }
  const look = nightLook(palette);
  const ground = survey(view, mountains(seed), look);
  const mirror = copyOf(picture);
  paintLand(mirror, ground, look, -view.eye);
  paintWater(picture, mirror, view, { waves, length: 0.5, depth: palette.water, seed });
  paintLand(picture, ground, look, view.eye);
}

/** Snow and rock under the light of the sky alone. */
function nightLook(palette: Palette): LandLook {
  const green = palette.accents[0];
  return {
    rock: palette.ground[0],
    shade: palette.ground[1],
    grass: palette.ground[2],
    snow: [0.8, 0.85, 0.9],
    snowLine: 0.3,
    grassLine: 0.2,
    sun: [-0.3, 0.9, 0.3],
    sunlight: scale(green, 0.16),
    skylight: scale(mix(palette.haze, palette.sky[2] ?? green, 0.5), 0.75),
    haze: () => palette.haze,
    sight: 15,
  };
}

interface Curtain {
  /** Row of the lower hem. */
  readonly base: number;
  readonly colours: readonly Colour[];
  readonly strength: number;
}

const folds = noiseTile({ seed: 61, bumps: 4, octaves: 4, gain: 0.5, size: 256 });
const rays = noiseTile({ seed: 62, bumps: 16, octaves: 4, gain: 0.75, size: 512 });

/**
 * Walks along the folded hem of a curtain and lets a ray rise from every place of it. Where the curtain turns back on
 * itself the rays pile up, which is what makes its folds bright.
 */
function hangCurtain(picture: Picture, random: Random, { base, colours, strength }: Curtain): void {
  const { width, height, light } = picture;
  const row = random() * 7;
  const count = width * 5;
  const tilt = between(random, -0.25, 0.25);
  const hem = colours[0]!;
  const top = colours[colours.length - 1]!;
  const middle = colours[1] ?? hem;
  for (let step = 0; step < count; step++) {
    const t = step / count;
    const x = width * (-0.25 + 1.5 * t + 0.16 * folds(t * 1.2, row) + 0.035 * folds(t * 4.1, row + 0.3));
    const left = Math.floor(x);
    if (left < 0 || left >= width - 1) continue;
    const share = x - left;
    const foot = base + height * (tilt * (t - 0.5) + 0.1 * folds(t * 0.9 + 0.2, row) + 0.02 * folds(t * 3.7, row));
    const ray = 0.55 + 0.45 * rays(t * 2.3, row);
    const presence = smoothStep(-0.5, 0.35, folds(t * 0.8 + 0.6, row + 0.5));
    const power = strength * presence * Math.max(0.05, ray) * 0.105;
    const reach = height * (0.2 + 0.2 * Math.max(0, ray));
    const end = Math.max(0, Math.floor(foot - reach * 2.6));
    for (let y = Math.min(height - 1, Math.ceil(foot + 24)); y >= end; y--) {
      const rise = (foot - y) / reach;
      const amount = power * (rise < 0 ? Math.exp(-(rise * rise) * 260) : Math.exp(-rise * 1.9));
      const high = rise < 0 ? 0 : Math.min(1, rise * 0.9);
      const tint = high * high;
      const low = Math.exp(-Math.abs(rise) * 9) * 0.35;
      const red = (hem[0] + (top[0] - hem[0]) * tint + middle[0] * low) * amount;
      const green = (hem[1] + (top[1] - hem[1]) * tint + middle[1] * low) * amount;
      const blue = (hem[2] + (top[2] - hem[2]) * tint + middle[2] * low) * amount;
      const i = (y * width + left) * 3;
      light[i]! += red * (1 - share);
      light[i + 1]! += green * (1 - share);
      light[i + 2]! += blue * (1 - share);
      light[i + 3]! += red * share;
      light[i + 4]! += green * share;
      light[i + 5]! += blue * share;
    }
  }
}
