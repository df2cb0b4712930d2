/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { dab } from '../painting/brush.ts';
import { mix, ramp, scale, smoothStep } from '../painting/colour.ts';
import { paintConifer } from '../painting/conifer.ts';
import { noiseTile } from '../painting/noise.ts';
import type { Picture } from '../painting/picture.ts';
import { paintRidge, raiseRidge } from '../painting/ridge.ts';
import { between, type Random, seededRandom } from '../painting/random.ts';
import { paintSky } from '../painting/sky.ts';
import { layDrawing } from '../painting/svgLayer.ts';
import type { Palette } from '../palettes.ts';
import { snowHut } from './snowHut.ts';
import type { Scene } from './scene.ts';

/** A forest of firs deep in snow. */
export interface SnowForest {
  readonly seed: number;
  readonly palette: Palette;
  readonly sun: readonly [across: number, up: number];
  /** Flakes in the air. */
  readonly flakes: number;
  readonly hut: 'none' | 'lit';
}

/** The picture of a forest in winter. */
export function snowForest(how: SnowForest): Scene {
  return (picture) => paintSnowForest(picture, how);
}

const drifts = noiseTile({ seed: 91, bumps: 4, octaves: 5, gain: 0.45, size: 512 });

async function paintSnowForest(picture: Picture, { seed, palette, sun, flakes, hut }: SnowForest): Promise<void> {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const horizon = Math.round(height * 0.64);
  paintSky(picture, {
    horizon,
    colours: palette.sky,
    sun: {
      x: width * sun[0],
      y: horizon * (1 - sun[1]),
      radius: width * 0.014,
      colour: palette.sun,
      strength: 3,
      glow: width * 0.24,
    },
  });
  for (const near of [0.12, 0.3]) {
    paintRidge(picture, palette, raiseRidge(picture, { near, seed: seed + near * 10, sun: sun[0] }));
  }
  const layers = 5;
  for (let layer = 0; layer < layers; layer++) {
    const near = layer / (layers - 1);
    plantRow(picture, random, palette, { near, sun: sun[0] * 2 - 1 });
    paintSnow(picture, palette, { top: height * (0.6 + 0.2 * near ** 1.2), near, seed: seed + layer, sun: sun[0] });
    if (hut === 'lit' && layer === 3) {
      await layDrawing(picture, { shapes: snowHut(picture), soften: 0.5, light: [1, 1, 1] });
      lightSnow(picture, palette);
    }
  }
  frame(picture, random, palette, sun[0] * 2 - 1);
  for (let i = 0; i < flakes; i++) {
    const near = random() ** 5;
    const light = mix(palette.cloudLit, [1, 1, 1], 0.5);
    const x = width * random();
    const y = height * random();
    dab(picture, {
      x,
      y,
      radius: 1.4 + near * height * 0.012,
      roundness: 1,
      angle: 0,
      softness: 0.5 + 0.5 * near,
      light,
      amount: between(random, 0.4, 0.85) * (1 - near * 0.65),
    });
  }
}

/** A row of trees, small and pale in the distance, large and dark in front. */
function plantRow(
  picture: Picture,
  random: Random,
  palette: Palette,
  { near, sun }: { readonly near: number; readonly sun: number },
): void {
  const { width, height } = picture;
  const tall = height * (0.15 + 0.4 * near ** 1.2);
  const foot = height * (0.615 + 0.2 * near ** 1.2);
  const count = Math.round(34 - 27 * near);
  const fog = 0.78 * (1 - near) ** 1.3;
  const trees = Array.from({ length: count }, () => {
    const x = width * between(random, -0.05, 1.05);
    // The middle stays open, so that the eye finds a way in.
    const open = smoothStep(0.08, 0.4, Math.abs(x / width - 0.52));
    return { x, tall: tall * between(random, 0.55, 1.1) * (0.55 + 0.45 * open), skip: near > 0.4 && open < 0.55 };
  });
  for (const tree of trees) {
    if (tree.skip) continue;
    paintConifer(picture, random, {
      x: tree.x,
      y: foot + height * between(random, -0.012, 0.02),
      tall: tree.tall,
      needles: mix(
        scale(mix(palette.ground[1], palette.ground[2], near), between(random, 0.75, 1.1)),
        palette.haze,
        fog,
      ),
      snow: [mix(palette.cloudLit, palette.haze, fog * 0.9), mix(palette.cloudShade, palette.haze, fog * 0.9)],
      laden: 0.8,
      sun,
    });
  }
}

/** Trees at both edges, close to the camera. */
function frame(picture: Picture, random: Random, palette: Palette, sun: number): void {
  const { width, height } = picture;
  const trees = [
    [0.12, 0.86, 0.68],
    [0.93, 0.88, 0.6],
    [0.02, 0.97, 0.98],
    [1.0, 0.99, 0.86],
  ] as const;
  for (const [x, y, tall] of trees) {
    const needles = scale(mix(palette.ground[2], palette.ground[1], 0.15), 1.1);
    paintConifer(picture, random, {
      x: width * x,
      y: height * y,
      tall: height * tall,
      needles,
      snow: [palette.cloudLit, palette.cloudShade],
      laden: 0.85,
      sun,
    });
  }
}

interface Drift {
  readonly top: number;
  readonly near: number;
  readonly seed: number;
  readonly sun: number;
}

/** Snow from a soft edge down, blue in its hollows and warm towards the sun. */
function paintSnow(picture: Picture, palette: Palette, { top, near, seed, sun }: Drift): void {
  const { width, height, light } = picture;
  const fog = 0.75 * (1 - near) ** 1.3;
  for (let x = 0; x < width; x++) {
    const place = x / width;
    const edge =
      top -
      height * 0.022 * drifts(place * 0.5 + seed * 0.3, seed * 0.7) -
      height * 0.03 * near * Math.abs(place - 0.5);
    const warm = Math.exp(-Math.abs(place - sun) * 2.6);
    for (let y = Math.max(0, Math.floor(edge)); y < height; y++) {
      const below = (y - edge) / height;
      const far = 1 / (0.04 + below + near * 0.1);
      const slope = drifts(place * 0.9 + seed * 0.13 + far * 0.004, 0.33 * Math.log(far) + seed * 0.4);
      const fine = drifts(place * 5 + 0.3, below * 16 + seed) * 0.04;
      const lit = Math.min(1, Math.max(0, 0.56 + slope * 0.5 + fine - below * 0.5));
      const tone = ramp([palette.cloudShade, mix(palette.cloudShade, palette.cloudLit, 0.55), palette.cloudLit], lit);
      const sunny = mix(tone, palette.sun, warm * 0.28 * lit);
      const amount = Math.min(1, y + 1 - edge) * (0.25 + 0.75 * smoothStep(0, 0.012 + 0.02 * (1 - near), below));
      const i = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const here = sunny[c]! + (palette.haze[c]! - sunny[c]!) * fog;
        light[i + c]! += (here - light[i + c]!) * amount;
      }
    }
  }
}

/** The warm light that falls out of the windows of the hut. */
function lightSnow(picture: Picture, palette: Palette): void {
  const { width, height, light } = picture;
  const lamp = palette.accents[0];
  for (let y = Math.floor(height * 0.5); y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dx = (x / width - 0.545) / 0.11;
      const dy = (y / height - 0.775) / 0.07;
      const amount = 0.75 * Math.exp(-(dx * dx + dy * dy));
      const i = (y * width + x) * 3;
      light[i]! *= 1 + lamp[0] * amount * 1.3;
      light[i + 1]! *= 1 + lamp[1] * amount * 1.3;
      light[i + 2]! *= 1 + lamp[2] * amount * 0.5;
    }
  }
}
