/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import type { Colour } from './colour.ts';
import { smoothStep } from './colour.ts';
import type { View } from './land.ts';
import { noiseTile } from './noise.ts';
import type { Picture } from './picture.ts';
import { seededRandom } from './random.ts';

/** The surface of a sea or a lake. */
export interface Water {
  /** Slope of the waves: 0.003 is a still lake, 0.05 a breeze on the sea. */
  readonly waves: number;
  /** Distance between waves in units of the view. */
  readonly length: number;
  /** Colour of the depth, where the water does not mirror. */
  readonly depth: Colour;
  readonly seed: number;
}

/**
 * Paints water below the horizon. `mirror` is the world as an eye below the water would see it; waves bend the look
 * into it, so that mountains stand on their heads and a low sun becomes a path of glitter.
 */
export function paintWater(picture: Picture, mirror: Picture, view: View, water: Water): void {
  const { width, height, light } = picture;
  const waves = noiseTile({ seed: water.seed, bumps: 8, octaves: 5, gain: 0.55, size: 512 });
  const random = seededRandom(water.seed);
  for (let y = Math.max(0, Math.ceil(view.horizon)); y < height; y++) {
    const drop = y + 0.5 - view.horizon;
    const away = (view.eye * view.focal) / drop;
    const v = away / water.length;
    // One row of the picture spans this many wave lengths: where that is many, single waves cannot be seen any more.
    const blur = Math.min(1, (away / drop / water.length) * 9);
    const calm = 0.35 + 0.65 * smoothStep(0, 40, drop);
    for (let x = 0, i = y * width * 3; x < width; x++, i += 3) {
      const u = ((x - width / 2) * away) / view.focal / water.length;
      const swell = waves(u * 0.11, v * 0.17);
      const ripple = waves(u * 0.43 + swell * 0.05, v * 0.61);
      const seen = (swell * 0.7 + ripple * 0.8) * (1 - blur);
      const side = waves(u * 0.51 + 0.5, v * 0.47 + 0.3) * (1 - blur);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sample = 0; sample < 3; sample++) {
        const jitter = (random() + random() - 1) * (0.35 + blur);
        const slope = (seen + jitter) * water.waves * calm;
        const fall = Math.max(0.5, Math.abs(drop + 2 * view.focal * slope));
        const my = Math.floor(view.horizon - fall);
        const mx = Math.floor(x + (side + jitter * 0.5) * water.waves * (drop + 30) * 1.2);
        const j = (Math.max(0, Math.min(height - 1, my)) * width + Math.max(0, Math.min(width - 1, mx))) * 3;
        red += mirror.light[j]!;
        green += mirror.light[j + 1]!;
        blue += mirror.light[j + 2]!;
      }
      const grazing = drop / view.focal + Math.max(0, seen) * water.waves * 3;
      const shine = (0.03 + 0.97 * (1 - Math.min(1, grazing)) ** 5) / 3;
      const deep = 1 - shine * 3;
      light[i] = red * shine + water.depth[0] * deep;
      light[i + 1] = green * shine + water.depth[1] * deep;
      light[i + 2] = blue * shine + water.depth[2] * deep;
    }
  }
}
