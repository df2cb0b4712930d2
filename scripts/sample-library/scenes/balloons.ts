import { dab, glow } from '../painting/brush.ts';
import { type Colour, mix, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import { paintFoliage, paintGradient, paintSparkle } from '../painting/garden.ts';
import type { Picture } from '../painting/picture.ts';
import { bell, between, pick, type Random, seededRandom } from '../painting/random.ts';
import { paintStrand } from '../painting/strand.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** A bunch of balloons in a garden. */
export interface Balloons {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of balloons; the accents of the palette colour them. */
export function balloons(how: Balloons): Scene {
  return (picture) => {
    paintBalloons(picture, how);
  };
}

function paintBalloons(picture: Picture, { seed, palette }: Balloons): void {
  const { width, height } = picture;
  const unit = Math.min(width, height);
  const random = seededRandom(seed);
  paintBehindFocus(picture, 9, (small) => {
    paintGradient(small, palette.sky);
    paintFoliage(small, random, { colours: palette.ground, count: 170, behind: palette.sky });
  });
  paintSparkle(picture, random, {
    lights: [palette.sun, ...palette.sky.slice(2)],
    count: 60,
    lowest: 0.75,
    strength: 0.4,
  });
  const knot = { x: width * 0.47, y: height * 1.06 };
  const places = Array.from({ length: 15 }, (_, i) => {
    const turn = i * 2.399;
    const out = Math.sqrt((15 - i) / 15);
    return {
      x: width * 0.5 + Math.cos(turn) * out * unit * 0.36,
      y: height * 0.4 + Math.sin(turn) * out * unit * 0.25,
      size: unit * between(random, 0.095, 0.125),
    };
  });
  const colours = palette.accents;
  for (const [i, place] of places.entries()) {
    const light = colours[i % colours.length] ?? pick(random, colours);
    const tilt = (place.x - width / 2) / width;
    hangString(picture, random, {
      from: { x: place.x - place.size * 1.24 * Math.sin(-tilt * 0.5), y: place.y + place.size * 1.28 },
      to: knot,
    });
    paintBalloon(picture, random, { ...place, light, tilt });
  }
}

interface Ribbon {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

function hangString(picture: Picture, random: Random, { from, to }: Ribbon): void {
  const sway = bell(random) * 12;
  const joints = Array.from({ length: 22 }, (_, i) => {
    const t = i / 21;
    const ease = t * t * (3 - 2 * t);
    return {
      x: from.x + (to.x - from.x) * ease + sway * Math.sin(t * 7) * Math.min(1, t * 3),
      y: from.y + (to.y - from.y) * t,
      width: 1.8,
    };
  });
  paintStrand(picture, {
    joints,
    lights: [
      [0.85, 0.83, 0.8],
      [0.5, 0.48, 0.46],
    ],
    amount: 0.8,
    blur: 1.1,
    round: 0,
  });
}

interface Balloon {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly light: Colour;
  readonly tilt: number;
}

/** Thin rubber: dark at its rim, the sky in a window of light, and light that comes through from behind. */
function paintBalloon(picture: Picture, random: Random, { x, y, size, light, tilt }: Balloon): void {
  const angle = Math.PI / 2 - tilt * 0.5;
  const oval = { angle, roundness: 0.83 };
  const at = (across: number, up: number) => ({
    x: x + across * size + up * size * Math.sin(-tilt * 0.5),
    y: y - up * size,
  });
  dab(picture, {
    ...oval,
    ...at(0.1, -0.12),
    radius: size * 1.24,
    softness: 0.5,
    light: scale(light, 0.12),
    amount: 0.3,
  });
  dab(picture, {
    ...at(0, -1.24),
    radius: size * 0.12,
    roundness: 0.7,
    angle: 0,
    softness: 0.3,
    light: scale(light, 0.4),
    amount: 1,
  });
  for (let ring = 0; ring < 5; ring++) {
    dab(picture, {
      ...oval,
      ...at(0, -0.1 - 0.22 * ring + 0.1),
      radius: size * (1.16 - ring * 0.19),
      softness: 0.02,
      light: scale(light, 0.42),
      amount: ring === 0 ? 0.94 : ring < 3 ? 0.3 : 0.2,
    });
  }
  dab(picture, { ...oval, ...at(0, 0), radius: size * 1.17, softness: 0.06, light: scale(light, 0.45), amount: 0.95 });
  dab(picture, {
    ...oval,
    ...at(-0.07, 0.12),
    radius: size * 1.02,
    softness: 0.7,
    light: scale(light, 0.95),
    amount: 0.95,
  });
  dab(picture, {
    ...oval,
    ...at(0.18, -0.5),
    radius: size * 0.6,
    softness: 1,
    light: mix(light, [1, 0.95, 0.85], 0.35),
    amount: 0.5,
  });
  dab(picture, {
    ...oval,
    ...at(-0.3, 0.46),
    radius: size * 0.42,
    softness: 1,
    light: mix(light, [1, 1, 1], 0.6),
    amount: 0.6,
  });
  dab(picture, {
    ...at(-0.38, 0.55),
    radius: size * 0.17,
    roundness: 0.55,
    angle: -0.85,
    softness: 0.7,
    light: [1.4, 1.4, 1.35],
    amount: 0.85,
  });
  glow(picture, {
    ...at(0.42, -0.62),
    radius: size * 0.3,
    roundness: 0.4,
    angle: -0.7,
    softness: 1,
    light: [0.5, 0.48, 0.42],
    amount: between(random, 0.3, 0.5),
  });
}
