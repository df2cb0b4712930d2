/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, smoothStep } from './colour.ts';
import type { View } from './land.ts';
import { noiseTile } from './noise.ts';
import type { Picture } from './picture.ts';
import { seededRandom } from './random.ts';

/** The surface of a sea or a lake. */
export interface Water {
  /** Slope of the waves: 0.003 is a still lake, 0.05 a breeze on the sea. */
  readonly waves: number;
  /** Length of the longest waves in units of the view. */
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
  const random = seededRandom(water.seed);
  const shiftX = random();
  const shiftY = random();
  for (let y = Math.max(0, Math.ceil(view.horizon)); y < height; y++) {
    const drop = y + 0.5 - view.horizon;
    const away = (Math.abs(view.eye) * view.focal) / drop;
    const v = away / water.length + shiftY;
    // One row of the picture spans this share of a wave: where it spans several, single waves cannot be seen any more.
    const blur = smoothStep(0, 1, (away / drop / water.length) * 5);
    const slopes = water.waves * (0.3 + 0.7 * smoothStep(0, 60, drop));
    const pull = 2 * view.focal * slopes;
    for (let x = 0, i = y * width * 3; x < width; x++, i += 3) {
      const u = ((x - width / 2) * away) / view.focal / water.length + shiftX;
      const swell = waves(u * 0.09, v * 0.19);
      const seen = (swell * 0.75 + waves(u * 0.37 + swell * 0.04, v * 0.71) * 0.7) * (1 - blur);
      // Ripples too small for the perspective, as short level strokes.
      const ripple = waves(x * 0.00055 + swell * 0.01, y * 0.0039 + shiftX) * (0.35 + 0.75 * blur);
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sample = -1; sample <= 1; sample++) {
        const fall = Math.abs(drop + pull * (seen + ripple + sample * (0.16 + 0.3 * blur)));
        const my = Math.max(0, (view.horizon - Math.max(0.5, fall)) | 0);
        const mx = (x + (ripple + sample * 0.1) * slopes * (drop + 20) * 3.5) | 0;
        const j = (my * width + (mx < 0 ? 0 : mx >= width ? width - 1 : mx)) * 3;
        red += mirror.light[j]!;
        green += mirror.light[j + 1]!;
        blue += mirror.light[j + 2]!;
      }
      const grazing = Math.min(1, Math.max(0, drop / view.focal + (seen + ripple * 0.6) * slopes * 2.5));
      const rest = (1 - grazing) * (1 - grazing);
      const mirrored = 0.03 + 0.97 * rest * rest * (1 - grazing);
      const share = mirrored / 3;
      const deep = 1 - mirrored;
      light[i] = red * share + water.depth[0] * deep;
      light[i + 1] = green * share + water.depth[1] * deep;
      light[i + 2] = blue * share + water.depth[2] * deep;
    }
  }
}

const waves = noiseTile({ seed: 77, bumps: 8, octaves: 5, gain: 0.55, size: 512 });
