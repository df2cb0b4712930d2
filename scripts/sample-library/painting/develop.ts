/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { blurred, halved } from './blur.ts';
import type { Picture } from './picture.ts';
import { seededRandom } from './random.ts';

/** How the light becomes a photograph. */
export interface Development {
  readonly exposure: number;
  /** Share of the light that the lens spreads around bright places, 0 to 1. */
  readonly bloom: number;
  /** How much darker the corners are, 0 to 1. */
  readonly vignette: number;
  /** Strength of the film grain in steps of one byte. */
  readonly grain: number;
  readonly seed: number;
}

/** The finished pixels, three bytes each (sRGB). */
export function develop(picture: Picture, how: Development): Buffer {
  const { width, height, light } = picture;
  const bytes = Buffer.allocUnsafe(width * height * 3);
  const glow = lensGlow(picture);
  const tone = toneTable();
  const random = seededRandom(how.seed ^ 0x5eed);
  let i = 0;
  for (let y = 0; y < height; y++) {
    const dy = (y / height - 0.5) * 1.3;
    for (let x = 0; x < width; x++, i += 3) {
      const dx = (x / width - 0.5) * 1.3;
      const corner = how.exposure * (1 - how.vignette * Math.min(1, (dx * dx + dy * dy) * 1.3));
      const noise = (random() + random() - 1) * how.grain + 0.5;
      for (let channel = 0; channel < 3; channel++) {
        const value = (light[i + channel]! * (1 - how.bloom) + glow(x, y, channel) * how.bloom) * corner;
        bytes[i + channel] = Math.max(0, Math.min(255, tone(value) + noise + random() - 0.5));
      }
    }
  }
  return bytes;
}

/** The picture as seen through mist on the lens: an eighth of the size and very soft. */
function lensGlow(picture: Picture): (x: number, y: number, channel: number) => number {
  const { width, height, light } = blurred(halved(halved(halved(picture))), 9);
  return (x, y, channel) => {
    const px = Math.min(Math.max(x / 8 - 0.5, 0), width - 1.001);
    const py = Math.min(Math.max(y / 8 - 0.5, 0), height - 1.001);
    const left = Math.floor(px);
    const top = Math.floor(py);
    const i = (top * width + left) * 3 + channel;
    const j = i + width * 3;
    const north = light[i]! + (light[i + 3]! - light[i]!) * (px - left);
    const south = light[j]! + (light[j + 3]! - light[j]!) * (px - left);
    return north + (south - north) * (py - top);
  };
}

/** Light to sRGB steps, with a shoulder so that bright places fade to white instead of breaking off. */
function toneTable(): (light: number) => number {
  const steps = 8192;
  const top = 16;
  const table = new Float32Array(steps + 1);
  for (let i = 0; i <= steps; i++) {
    const light = shoulder((i / steps) ** 2 * top);
    table[i] = 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
  }
  return (light) => {
    const place = Math.sqrt(Math.max(0, Math.min(light, top)) / top) * steps;
    const index = Math.min(Math.floor(place), steps - 1);
    return table[index]! + (table[index + 1]! - table[index]!) * (place - index);
  };
}

function shoulder(light: number): number {
  const knee = 0.6;
  if (light <= knee) return light;
  return knee + (1 - knee) * (1 - Math.exp(-(light - knee) / (1 - knee)));
}
