/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import type { Colour } from './colour.ts';

/** A picture being painted: rows of red, green, blue as amounts of light, so that lamps and suns may be brighter than white. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly light: Float32Array;
}

/** A black picture. */
export function blankPicture(width: number, height: number): Picture {
  return { width, height, light: new Float32Array(width * height * 3) };
}

/** A second picture with the same content. */
export function copyOf(picture: Picture): Picture {
  return { ...picture, light: picture.light.slice() };
}

/** Covers one pixel with a colour; outside the picture nothing happens. */
export function cover(picture: Picture, x: number, y: number, light: Colour, amount: number): void {
  if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return;
  const i = (y * picture.width + x) * 3;
  const pixels = picture.light;
  pixels[i]! += (light[0] - pixels[i]!) * amount;
  pixels[i + 1]! += (light[1] - pixels[i + 1]!) * amount;
  pixels[i + 2]! += (light[2] - pixels[i + 2]!) * amount;
}

/** Changes every pixel: `paint` gets the colour that is there in `pixel` and leaves the new one in it. */
export function repaint(
  picture: Picture,
  paint: (pixel: [number, number, number], x: number, y: number) => void,
): void {
  const { width, height, light } = picture;
  const pixel: [number, number, number] = [0, 0, 0];
  let i = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      pixel[0] = light[i]!;
      pixel[1] = light[i + 1]!;
      pixel[2] = light[i + 2]!;
      paint(pixel, x, y);
      light[i] = pixel[0];
      light[i + 1] = pixel[1];
      light[i + 2] = pixel[2];
    }
  }
}
