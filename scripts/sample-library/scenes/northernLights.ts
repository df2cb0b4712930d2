/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, mix, scale, smoothStep } from '../painting/colour.ts';
import { paintCoast } from '../painting/coast.ts';
import type { LandLook, View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import type { Picture } from '../painting/picture.ts';
import { between, type Random, seededRandom } from '../painting/random.ts';
import { addStars, paintSky } from '../painting/sky.ts';
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

async function paintNorthernLights(
  picture: Picture,
  { seed, palette, curtains, waves }: NorthernLights,
): Promise<void> {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const horizon = Math.round(height * 0.7);
  const view: View = { width, horizon, focal: Math.max(width, height) * 0.85, eye: 0.07 };
  paintSky(picture, { horizon, colours: palette.sky });
  addStars(picture, { horizon, count: 1300, seed });
  for (let i = 0; i < curtains; i++) {
    const base = horizon * (0.8 - (i * 0.52) / curtains - random() * 0.06);
    hangCurtain(picture, random, {
      base,
      colours: palette.accents,
      strength: i === 0 ? 1 : between(random, 0.35, 0.65),
    });
  }
  await paintCoast(picture, {
    view,
    lands: [mountains(seed)],
    look: nightLook(palette),
    water: { waves, length: 0.5, depth: palette.water, seed },
  });
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
    sun: [-0.7, 0.75, 0.5],
    sunlight: mix(scale(green, 0.3), [0.16, 0.22, 0.34], 0.6),
    skylight: scale(mix(palette.haze, palette.sky[0] ?? green, 0.5), 1.7),
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

const folds = noiseTile({ seed: 61, bumps: 4, octaves: 3, gain: 0.42, size: 256 });
const rays = noiseTile({ seed: 62, bumps: 16, octaves: 4, gain: 0.6, size: 512 });

/**
 * Walks along the folded hem of a curtain and lets a ray rise from every place of it. Where the curtain turns back on
 * itself the rays pile up, which is what makes its folds bright. The rays lean towards a point far above the picture.
 */
function hangCurtain(picture: Picture, random: Random, { base, colours, strength }: Curtain): void {
  const { width, height, light } = picture;
  const unit = Math.max(width, height);
  const row = random() * 7;
  const count = width * 3;
  const tilt = between(random, -0.3, 0.3);
  const hem = colours[0]!;
  const middle = colours[1] ?? hem;
  const top = colours[colours.length - 1]!;
  let last = -width;
  for (let step = 0; step < count; step++) {
    const t = step / count;
    const foot =
      base + unit * (tilt * 0.5 * (t - 0.5) + 0.085 * folds(t * 0.8 + 0.2, row) + 0.018 * folds(t * 3.3, row));
    const start = width * (-0.3 + 1.6 * t + 0.1 * folds(t * 0.9, row + 0.1) + 0.013 * folds(t * 3.6, row + 0.3));
    const presence = smoothStep(-0.75, 0.3, folds(t * 0.7 + 0.6, row + 0.5));
    const ray = 0.6 + 0.3 * rays(t * 0.9, row) + 0.25 * rays(t * 0.31, row + 0.4);
    // Where the hem turns back, endless many rays would fall on one line.
    const pace = Math.min(1, Math.abs(start - last) / ((width * 1.6) / count));
    last = start;
    const power = strength * presence * Math.max(0.1, ray) * pace * 0.26;
    if (power < 0.0004) continue;
    const reach = unit * (0.13 + 0.1 * ray);
    const lean = (t - 0.5) * 0.5;
    const end = Math.max(0, Math.floor(foot - reach * 2.4));
    for (let y = Math.min(height - 1, Math.ceil(foot + 30)); y >= end; y--) {
      const rise = (foot - y) / reach;
      const x = start - (foot - y) * lean;
      const left = Math.floor(x);
      if (left < -1 || left >= width) continue;
      const amount = power * (rise < 0 ? Math.exp(-(rise * rise) * 160) : Math.exp(-rise * 1.75) * (1 - rise / 2.4));
      const tint = rise < 0 ? 0 : Math.min(1, rise * rise * 0.8);
      const low = Math.exp(-Math.abs(rise) * 8) * 0.3;
      const share = x - left;
      const red = (hem[0] + (top[0] - hem[0]) * tint + middle[0] * low) * amount;
      const green = (hem[1] + (top[1] - hem[1]) * tint + middle[1] * low) * amount;
      const blue = (hem[2] + (top[2] - hem[2]) * tint + middle[2] * low) * amount;
      const i = (y * width + left) * 3;
      if (left >= 0) {
        light[i]! += red * (1 - share);
        light[i + 1]! += green * (1 - share);
        light[i + 2]! += blue * (1 - share);
      }
      if (left < width - 1) {
        light[i + 3]! += red * share;
        light[i + 4]! += green * share;
        light[i + 5]! += blue * share;
      }
    }
  }
}
