/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import sharp from 'sharp';
import type { Colour } from './colour.ts';
import type { Picture } from './picture.ts';

/**
 * Lays a drawing over the picture. `shapes` is the inside of an SVG of the picture's size; `soften` is a blur in pixels, 0 for none;
 * `light` is what falls on it, white for the colours as they are drawn.
 */
export async function layDrawing(
  picture: Picture,
  drawing: { readonly shapes: string; readonly soften: number; readonly light: Colour },
): Promise<void> {
  const { width, height, light } = picture;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing.shapes}</svg>`;
  const image = sharp(Buffer.from(svg));
  if (drawing.soften > 0) image.blur(drawing.soften);
  const pixels = await image.ensureAlpha().raw().toBuffer();
  for (let i = 0, p = 0; i < light.length; i += 3, p += 4) {
    const amount = pixels[p + 3]! / 255;
    if (amount === 0) continue;
    for (const c of channels) {
      light[i + c]! += (linearBytes[pixels[p + c]!]! * drawing.light[c] - light[i + c]!) * amount;
    }
  }
}

const channels = [0, 1, 2] as const;

const linearBytes = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** A colour as `#rrggbb`, for drawings. */
export function hexOf(light: Colour): string {
  const byte = (value: number) => {
    const v = Math.min(1, Math.max(0, value));
    return Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055));
  };
  return `#${light.map((value) => byte(value).toString(16).padStart(2, '0')).join('')}`;
}
