import { bokeh, dab, glow } from '../painting/brush.ts';
import { mix, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import { paintGradient } from '../painting/garden.ts';
import type { Picture } from '../painting/picture.ts';
import { between, pick, type Random, seededRandom } from '../painting/random.ts';
import { type Joint, paintStrand } from '../painting/strand.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Strings of lamps in a garden late in the evening. */
export interface FairyLights {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of fairy lights. */
export function fairyLights(how: FairyLights): Scene {
  return (picture) => {
    paintEvening(picture, how);
  };
}

function paintEvening(picture: Picture, { seed, palette }: FairyLights): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  paintBehindFocus(picture, 8, (small) => {
    paintDusk(small, random, palette);
  });
  for (let i = 0; i < 5; i++) farString(picture, random, palette, i);
  for (let i = 0; i < 46; i++) {
    const light = scale(pick(random, palette.accents), between(random, 0.5, 1.2));
    bokeh(picture, {
      x: width * random(),
      y: height * between(random, 0.35, 0.8),
      radius: height * between(random, 0.012, 0.04),
      light,
      amount: between(random, 0.08, 0.5),
    });
  }
  nearString(picture, random, palette, { from: [-0.05, 0.2], to: [1.05, -0.04], sag: 0.36 });
  nearString(picture, random, palette, { from: [0.42, -0.08], to: [1.08, 0.33], sag: 0.2 });
}

/** The last light of the sky over dark trees, a lawn, and the glow of a table set among them. */
function paintDusk(small: Picture, random: Random, palette: Palette): void {
  const { width, height } = small;
  paintGradient(small, palette.sky);
  for (let i = 0; i < 220; i++) {
    const x = width * random();
    const edge = Math.abs(x / width - 0.5) * 0.5;
    const y = height * between(random, 0.5 - edge, 1.02);
    const light = scale(pick(random, palette.ground), between(random, 0.4, 1.2));
    dab(small, {
      x,
      y,
      radius: width * between(random, 0.02, 0.06),
      roundness: between(random, 0.6, 1),
      angle: 0,
      softness: 0.6,
      light,
      amount: 0.8,
    });
  }
  const round = { angle: 0, softness: 1, light: palette.sun };
  glow(small, { ...round, x: width * 0.5, y: height * 0.82, radius: width * 0.36, roundness: 0.4, amount: 0.24 });
  glow(small, { ...round, x: width * 0.47, y: height * 0.8, radius: width * 0.13, roundness: 0.5, amount: 0.4 });
}

function farString(picture: Picture, random: Random, palette: Palette, index: number): void {
  const { width, height } = picture;
  const y0 = height * (0.16 + 0.07 * index + between(random, -0.05, 0.05));
  const y1 = height * (0.2 + 0.06 * index + between(random, -0.08, 0.08));
  const sag = height * between(random, 0.1, 0.26);
  const count = 9 + index * 4;
  const radius = height * (0.036 - index * 0.0045);
  for (let i = 0; i <= count; i++) {
    const t = (i + between(random, -0.28, 0.28)) / count;
    const light = mix(palette.sun, pick(random, palette.accents), random() * 0.6);
    bokeh(picture, {
      x: width * (t * 1.2 - 0.1),
      y: y0 + (y1 - y0) * t + sag * 4 * t * (1 - t),
      radius: radius * between(random, 0.9, 1.1),
      light,
      amount: between(random, 0.35, 0.75),
    });
  }
}

interface Span {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly sag: number;
}

/** A wire in focus with glass bulbs. */
function nearString(picture: Picture, random: Random, palette: Palette, { from, to, sag }: Span): void {
  const { width, height } = picture;
  const at = (t: number) => ({
    x: width * (from[0] + (to[0] - from[0]) * t),
    y: height * (from[1] + (to[1] - from[1]) * t + sag * 4 * t * (1 - t) * 0.6),
  });
  const joints: Joint[] = Array.from({ length: 41 }, (_, i) => ({ ...at(i / 40), width: height * 0.0045 }));
  const wire = palette.ground[2];
  paintStrand(picture, { joints, lights: [wire, wire], amount: 1, blur: 1.4, round: 0.2 });
  const count = Math.round((9 * (to[0] - from[0])) / 0.83);
  for (let i = 0; i < count; i++) {
    const { x, y } = at((i + 0.5) / count);
    paintBulb(picture, random, palette, { x, y: y + height * 0.004, size: height * 0.03 });
  }
}

function paintBulb(
  picture: Picture,
  random: Random,
  palette: Palette,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const round = { angle: 0, softness: 1, roundness: 1 };
  const warm = palette.sun;
  glow(picture, { ...round, x, y: y + size * 1.2, radius: size * 7, light: warm, amount: 0.1 });
  glow(picture, { ...round, x, y: y + size * 1.2, radius: size * 2.6, light: warm, amount: 0.3 });
  const cap = {
    joints: [
      { x, y, width: size * 0.5 },
      { x, y: y + size * 0.5, width: size * 0.56 },
    ],
    lights: [palette.ground[2], palette.ground[1]] as const,
  };
  dab(picture, {
    x,
    y: y + size * 1.25,
    radius: size * 0.8,
    roundness: 1.15,
    angle: 0,
    softness: 0.12,
    light: scale(warm, 0.75),
    amount: 0.75,
  });
  dab(picture, {
    x,
    y: y + size * 1.3,
    radius: size * 0.6,
    roundness: 1.1,
    angle: 0,
    softness: 0.8,
    light: scale(warm, 1.8),
    amount: 0.85,
  });
  paintStrand(picture, { ...cap, amount: 1, blur: 1.2, round: 0.5 });
  const filament = { x: x + between(random, -0.5, 0.5), y: y + size * 1.2 };
  glow(picture, { ...round, ...filament, radius: size * 0.5, light: [1, 0.86, 0.6], amount: 7 });
}
