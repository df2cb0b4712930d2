/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, mix, smoothStep } from './colour.ts';
import { noiseTile } from './noise.ts';
import type { Picture } from './picture.ts';
import { seededRandom } from './random.ts';

/** Clouds on a ceiling that runs towards the horizon. */
export interface Clouds {
  /** 0 is a clear sky, 1 an overcast one. */
  readonly cover: number;
  /** Width of a cloud, compared with a usual one. */
  readonly size: number;
  readonly lit: Colour;
  readonly shaded: Colour;
  /** 0.2 for heaps with edges, 1 for veils. */
  readonly softness: number;
  /** Longer than wide by this factor, for streaks. */
  readonly stretch: number;
  readonly seed: number;
}

/** The light under which clouds are seen. */
export interface CloudLight {
  readonly horizon: number;
  readonly sun?: { readonly x: number; readonly y: number; readonly glow: number };
}

/** Paints clouds of one kind, lit from the side of the sun. They are soft, so every second pixel is enough to know them. */
export function paintClouds(picture: Picture, clouds: Clouds, { horizon, sun }: CloudLight): void {
  const columns = (picture.width >> 1) + 2;
  const rows = (horizon >> 1) + 2;
  const amounts = new Float32Array(columns * rows);
  const tones = new Float32Array(columns * rows);
  const density = densityOf(clouds);
  for (let row = 0, k = 0; row < rows; row++) {
    const y = row * 2;
    const elevation = Math.max(0, (horizon - y) / picture.height);
    const far = 1 / (elevation + 0.09);
    const v = (far * 0.11) / clouds.size;
    const thin = smoothStep(0, 0.05, elevation);
    for (let column = 0; column < columns; column++, k++) {
      const x = column * 2;
      const u = ((x / picture.width - 0.5) * far * 0.2) / clouds.size / clouds.stretch;
      const here = density(u, v);
      if (here <= 0) continue;
      amounts[k] = smoothStep(0, clouds.softness, here) * thin;
      const side = sun ? Math.max(-0.8, Math.min(0.8, ((sun.x - x) / picture.width) * 2)) : 0.5;
      tones[k] = smoothStep(-0.34, 0.3, here * 0.45 - density(u + 0.016 * side, v + 0.014) + 0.2);
    }
  }
  compose(picture, { amounts, tones, columns }, clouds, { horizon, ...(sun ? { sun } : {}) });
}

const shape = noiseTile({ seed: 4242, bumps: 4, octaves: 7, gain: 0.53, size: 512 });

function densityOf({ cover, seed }: Clouds): (u: number, v: number) => number {
  const random = seededRandom(seed);
  const left = random();
  const top = random();
  const edge = 1 - cover * 1.7;
  return (u, v) => {
    const x = u + left;
    const y = v + top;
    const bend = shape(y * 0.31 + 0.5, x * 0.29) * 0.05;
    return shape(x + bend, y + bend) + 0.35 * shape(x * 3.1 - 0.2, y * 3.1 + bend) - edge;
  };
}

interface Veil {
  readonly amounts: Float32Array;
  readonly tones: Float32Array;
  readonly columns: number;
}

function compose(picture: Picture, veil: Veil, clouds: Clouds, { horizon, sun }: CloudLight): void {
  const { width, light } = picture;
  const colours = Array.from({ length: 129 }, (_, i) => mix(clouds.shaded, clouds.lit, i / 128));
  for (let y = 0, i = 0; y < horizon; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const k = (y >> 1) * veil.columns + (x >> 1);
      const amount = between(veil.amounts, k, veil.columns, x & 1, y & 1);
      if (amount < 0.002) continue;
      const tone = between(veil.tones, k, veil.columns, x & 1, y & 1);
      const near = sun ? Math.exp(-Math.sqrt((x - sun.x) ** 2 + (y - sun.y) ** 2) / (sun.glow * 0.9)) : 0;
      const colour = colours[(Math.min(1, tone + near * 0.4) * 128) | 0]!;
      // Thin edges near the sun let its light through.
      const boost = 1 + near * 1.5 * (1 - amount * 0.6) + near * tone * 0.6;
      light[i]! += (colour[0] * boost - light[i]!) * amount;
      light[i + 1]! += (colour[1] * boost - light[i + 1]!) * amount;
      light[i + 2]! += (colour[2] * boost - light[i + 2]!) * amount;
    }
  }
}

function between(values: Float32Array, k: number, columns: number, right: number, down: number): number {
  if (right === 0) return down === 0 ? values[k]! : (values[k]! + values[k + columns]!) / 2;
  if (down === 0) return (values[k]! + values[k + 1]!) / 2;
  return (values[k]! + values[k + 1]! + values[k + columns]! + values[k + columns + 1]!) / 4;
}
