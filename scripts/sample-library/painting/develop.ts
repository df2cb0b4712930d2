/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { blurred, halved } from './blur.ts';
import type { Picture } from './picture.ts';
import { type Random, seededRandom } from './random.ts';

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
  const glow = blurred(halved(halved(halved(picture))), 9);
  const glowRow = new Float32Array(width * 3);
  const random = seededRandom(how.seed ^ 0x5eed);
  const grain = grainStrip(random);
  const { bloom, vignette, exposure } = how;
  for (let y = 0, i = 0; y < height; y++) {
    spreadRow(glow, y, glowRow);
    const dy = (y / height - 0.5) * 1.3;
    const start = Math.floor(random() * (grainLength - width * 3));
    for (let x = 0, g = 0; x < width; x++, g += 3, i += 3) {
      const dx = (x / width - 0.5) * 1.3;
      const corner = (exposure * (1 - vignette * Math.min(1, (dx * dx + dy * dy) * 1.3))) / brightest;
      const noise = grain[start + x]! * how.grain + 0.5;
      // Written out for the three colours: a loop around them takes twice the time.
      const red = toneOf((light[i]! + (glowRow[g]! - light[i]!) * bloom) * corner);
      const green = toneOf((light[i + 1]! + (glowRow[g + 1]! - light[i + 1]!) * bloom) * corner);
      const blue = toneOf((light[i + 2]! + (glowRow[g + 2]! - light[i + 2]!) * bloom) * corner);
      bytes[i] = toByte(red + noise + grain[start + g]! * 0.5);
      bytes[i + 1] = toByte(green + noise + grain[start + g + 1]! * 0.5);
      bytes[i + 2] = toByte(blue + noise + grain[start + g + 2]! * 0.5);
    }
  }
  return bytes;
}

const grainLength = 1 << 17;
const toneSteps = 16384;
const brightest = 16;

function toneOf(value: number): number {
  return tones[(Math.sqrt(value < 1 ? value : 1) * toneSteps) | 0]!;
}

function toByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** How far the tones are drawn apart, as film does. */
const contrast = 0.16;

/** Light, by its square root, to steps of sRGB: with a shoulder, so that bright places fade to white instead of breaking off. */
const tones = Float32Array.from({ length: toneSteps + 1 }, (_, step) => {
  const light = shoulder(((step + 0.5) / toneSteps) ** 2 * brightest);
  const value = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return 255 * (value + (value * value * (3 - 2 * value) - value) * contrast);
});

function shoulder(light: number): number {
  const knee = 0.6;
  if (light <= knee) return light;
  return knee + (1 - knee) * (1 - Math.exp(-(light - knee) / (1 - knee)));
}

/** Grain for the rows to take their pieces from, in steps of one byte; also hides the steps of smooth skies. */
function grainStrip(random: Random): Float32Array {
  const strip = new Float32Array(grainLength);
  for (let i = 0; i < strip.length; i++) strip[i] = random() + random() - 1;
  return strip;
}

/** One row of the small soft picture, drawn out to the width of the large one. */
function spreadRow(small: Picture, y: number, row: Float32Array): void {
  const { width, height, light } = small;
  const py = Math.min(Math.max(y / 8 - 0.5, 0), height - 1.001);
  const top = Math.floor(py);
  const fy = py - top;
  for (let x = 0, i = 0; i < row.length; x++) {
    const px = Math.min(Math.max(x / 8 - 0.5, 0), width - 1.001);
    const left = Math.floor(px);
    const fx = px - left;
    let from = (top * width + left) * 3;
    for (let channel = 0; channel < 3; channel++, i++, from++) {
      const below = from + width * 3;
      const west = light[from]! + (light[below]! - light[from]!) * fy;
      const east = light[from + 3]! + (light[below + 3]! - light[from + 3]!) * fy;
      row[i] = west + (east - west) * fx;
    }
  }
}
