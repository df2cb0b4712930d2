/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { blurred } from './blur.ts';
import { blankPicture, type Picture } from './picture.ts';

/**
 * Paints what lies out of focus: `paint` gets a picture of a quarter of the width and height, which is then blurred
 * by `radius` of its pixels and drawn out over the whole picture.
 */
export function paintBehindFocus(picture: Picture, radius: number, paint: (small: Picture) => void): void {
  const small = blankPicture(Math.ceil(picture.width / 4) + 1, Math.ceil(picture.height / 4) + 1);
  paint(small);
  const soft = radius > 0 ? blurred(small, radius) : small;
  const { width, height, light } = picture;
  for (let y = 0, i = 0; y < height; y++) {
    const py = Math.min(Math.max(y / 4 - 0.375, 0), soft.height - 1.001);
    const top = Math.floor(py);
    const fy = py - top;
    for (let x = 0; x < width; x++) {
      const px = Math.min(Math.max(x / 4 - 0.375, 0), soft.width - 1.001);
      const left = Math.floor(px);
      const fx = px - left;
      let a = (top * soft.width + left) * 3;
      for (let c = 0; c < 3; c++, i++, a++) {
        const b = a + soft.width * 3;
        const west = soft.light[a]! + (soft.light[b]! - soft.light[a]!) * fy;
        const east = soft.light[a + 3]! + (soft.light[b + 3]! - soft.light[a + 3]!) * fy;
        light[i] = west + (east - west) * fx;
      }
    }
  }
}
