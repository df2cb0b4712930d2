/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import sharp from 'sharp';
import type { Picture } from './picture.ts';

/** Lays a drawing over the picture. `shapes` is the inside of an SVG of the picture's size; `soften` is a blur in pixels, 0 for none. */
export async function layDrawing(
  picture: Picture,
  drawing: { readonly shapes: string; readonly soften: number; readonly brightness: number },
): Promise<void> {
  const { width, height, light } = picture;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing.shapes}</svg>`;
  const image = sharp(Buffer.from(svg));
  if (drawing.soften > 0) image.blur(drawing.soften);
  const pixels = await image.ensureAlpha().raw().toBuffer();
  for (let i = 0, p = 0; i < light.length; i += 3, p += 4) {
    const amount = pixels[p + 3]! / 255;
    if (amount === 0) continue;
    for (let c = 0; c < 3; c++) {
      light[i + c]! += (linearBytes[pixels[p + c]!]! * drawing.brightness - light[i + c]!) * amount;
    }
  }
}

const linearBytes = Float32Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});
