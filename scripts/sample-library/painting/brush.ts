/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import type { Colour } from './colour.ts';
import type { Picture } from './picture.ts';

/** A soft oval touch of the brush. */
export interface Dab {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Height of the oval compared with its width; 1 is a circle. */
  readonly roundness: number;
  /** Turn of the oval in radians. */
  readonly angle: number;
  /** Share of the radius over which the edge fades: 0.05 is sharp, 1 is a puff. */
  readonly softness: number;
  readonly light: Colour;
  /** How much it covers in its middle, 0 to 1; when it glows, how much light it adds. */
  readonly amount: number;
}

/** Covers what is below. */
export function dab(picture: Picture, touch: Dab): void {
  overOval(picture, touch, 'cover');
}

/** Adds light to what is below. */
export function glow(picture: Picture, touch: Dab): void {
  overOval(picture, touch, 'add');
}

/** The disc that a point of light becomes behind the focus: even, with a slightly brighter rim. */
export function bokeh(
  picture: Picture,
  disc: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly light: Colour;
    readonly amount: number;
  },
): void {
  const { x, y, radius, light, amount } = disc;
  const round = { x, y, roundness: 1, angle: 0, light };
  // A bright point outshines what is behind its disc.
  dim(picture, { ...round, radius, softness: Math.min(1, 0.08 + 2 / radius), amount: Math.min(0.75, amount) });
  glow(picture, { ...round, radius, softness: Math.min(1, 0.06 + 2 / radius), amount: amount * 1.02 });
  dim(picture, { ...round, radius: radius * 0.86, softness: 0.45, amount: 0.16 * Math.min(1, amount) });
}

/** A line that may change its width on the way, such as a twig, a stem or a blade of grass. */
export interface Stroke {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** Width at both ends in pixels. */
  readonly width: readonly [start: number, end: number];
  readonly light: Colour;
  readonly amount: number;
  /** Width of the fading edge in pixels; 1 is sharp. */
  readonly blur: number;
}

/** Draws a line with round ends. */
export function stroke(picture: Picture, line: Stroke): void {
  const { width, height, light: pixels } = picture;
  const [x0, y0] = line.from;
  const [x1, y1] = line.to;
  const [w0, w1] = line.width;
  const reach = Math.max(w0, w1) / 2 + line.blur;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const square = dx * dx + dy * dy || 1e-6;
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square));
      const ox = x - x0 - dx * t;
      const oy = y - y0 - dy * t;
      const inside = (w0 + (w1 - w0) * t) / 2 - Math.sqrt(ox * ox + oy * oy);
      const amount = Math.min(1, inside / line.blur + 0.5) * line.amount;
      if (amount <= 0) continue;
      const i = (y * width + x) * 3;
      pixels[i]! += (line.light[0] - pixels[i]!) * amount;
      pixels[i + 1]! += (line.light[1] - pixels[i + 1]!) * amount;
      pixels[i + 2]! += (line.light[2] - pixels[i + 2]!) * amount;
    }
  }
}

/** Takes a share of the light away. */
function dim(picture: Picture, touch: Dab): void {
  overOval(picture, { ...touch, light: black }, 'cover');
}

const black: Colour = [0, 0, 0];

/** Touches the pixels of an oval, row by row. */
function overOval(picture: Picture, touch: Dab, way: 'cover' | 'add'): void {
  const pixels = picture.light;
  const [red, green, blue] = touch.light;
  // What was there stays when light is added, and makes way when it is covered.
  const yields = way === 'cover' ? 1 : 0;
  const { x, y, radius, roundness, angle, softness } = touch;
  const cos = Math.cos(angle) / radius;
  const sin = Math.sin(angle) / radius;
  const flat = 1 / (roundness * roundness);
  // The oval is a * dx * dx + 2 * b * dx * dy + c * dy * dy < 1.
  const a = cos * cos + sin * sin * flat;
  const b = cos * sin * (1 - flat);
  const c = sin * sin + cos * cos * flat;
  const reach = Math.sqrt(a / (a * c - b * b));
  const top = Math.max(0, Math.ceil(y - reach));
  const bottom = Math.min(picture.height - 1, Math.floor(y + reach));
  const fade = 1 / Math.max(softness, 1.2 / (radius * roundness));
  for (let py = top; py <= bottom; py++) {
    const dy = py - y;
    const middle = x - (b * dy) / a;
    const half = Math.sqrt(Math.max(0, (b * b * dy * dy - a * (c * dy * dy - 1)) / (a * a)));
    const right = Math.min(picture.width - 1, Math.floor(middle + half));
    let px = Math.max(0, Math.ceil(middle - half));
    for (let i = (py * picture.width + px) * 3; px <= right; px++, i += 3) {
      const dx = px - x;
      const inside = 1 - Math.sqrt(a * dx * dx + 2 * b * dx * dy + c * dy * dy);
      const t = inside * fade;
      if (t <= 0) continue;
      const amount = t < 1 ? t * t * (3 - 2 * t) * touch.amount : touch.amount;
      const stays = 1 - amount * yields;
      pixels[i] = pixels[i]! * stays + red * amount;
      pixels[i + 1] = pixels[i + 1]! * stays + green * amount;
      pixels[i + 2] = pixels[i + 2]! * stays + blue * amount;
    }
  }
}
