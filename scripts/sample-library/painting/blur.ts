/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { blankPicture, type Picture } from './picture.ts';

/** The picture at half the size. */
export function halved(picture: Picture): Picture {
  const half = blankPicture(picture.width >> 1, picture.height >> 1);
  const row = picture.width * 3;
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const from = y * 2 * row + x * 6;
      const to = (y * half.width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const light = picture.light;
        half.light[to + c] =
          (light[from + c]! + light[from + c + 3]! + light[from + c + row]! + light[from + c + row + 3]!) / 4;
      }
    }
  }
  return half;
}

/** The picture out of focus by about `radius` pixels. Three passes of a moving average look like a lens. */
export function blurred(picture: Picture, radius: number): Picture {
  const { width, height } = picture;
  const light = picture.light.slice();
  const spare = new Float32Array(light.length);
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 0; y < height; y++) average(light, spare, { start: y * width * 3, stride: 3, count: width, radius });
    for (let x = 0; x < width; x++) average(spare, light, { start: x * 3, stride: width * 3, count: height, radius });
  }
  return { width, height, light };
}

interface Line {
  readonly start: number;
  readonly stride: number;
  readonly count: number;
  readonly radius: number;
}

function average(from: Float32Array, to: Float32Array, { start, stride, count, radius }: Line): void {
  const reach = Math.max(1, Math.round(radius));
  const share = 1 / (reach * 2 + 1);
  for (let channel = 0; channel < 3; channel++) {
    const first = start + channel;
    const at = (index: number) => from[first + Math.max(0, Math.min(count - 1, index)) * stride]!;
    let sum = 0;
    for (let i = -reach; i <= reach; i++) sum += at(i);
    for (let i = 0; i < count; i++) {
      to[first + i * stride] = sum * share;
      sum += at(i + reach + 1) - at(i - reach);
    }
  }
}
