import { dab, glow } from '../painting/brush.ts';
import { type Colour, mix, ramp, scale, smoothStep } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { type Picture, repaint } from '../painting/picture.ts';
import { bell, between, pick, type Random, seededRandom } from '../painting/random.ts';
import { paintStrand } from '../painting/strand.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** A path under rows of vermilion gates in a wood. */
export interface ToriiPath {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of the gates; the first accent of the palette is their colour. */
export function toriiPath(how: ToriiPath): Scene {
  return (picture) => {
    paintPath(picture, how);
  };
}

const texture = noiseTile({ seed: 121, bumps: 8, octaves: 6, gain: 0.6, size: 512 });

/** Lengths are metres. The path bends a little to the right, so that the gates open one behind the other. */
function paintPath(picture: Picture, { seed, palette }: ToriiPath): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const view: View = { width, horizon: Math.round(height * 0.52), focal: Math.max(width, height) * 0.62, eye: 1.55 };
  paintWood(picture, palette, view);
  paintLeaves(picture, random, palette, view);
  for (let away = 34; away > 2.2; away -= away > 12 ? 1.1 : 0.95) {
    paintGate(picture, random, palette, { view, away: away + between(random, -0.08, 0.08) });
  }
}

/** How far the path has bent to the side at a distance. */
function bend(away: number): number {
  return 0.0042 * away * away;
}

function veiled(palette: Palette, light: Colour, away: number): Colour {
  return mix(light, palette.haze, 0.9 * (1 - Math.exp(-((away / 19) ** 1.4))));
}

/** The wood, its floor, and the stones of the path. */
function paintWood(picture: Picture, palette: Palette, view: View): void {
  const { width, height } = picture;
  const end = width / 2 + (bend(30) * view.focal) / 30;
  repaint(picture, (pixel, x, y) => {
    const dx = (x - end) / width;
    const dy = (y - view.horizon) / height;
    const shine = Math.exp(-(dx * dx * 16 + (dy + 0.04) * (dy + 0.04) * 16));
    let light: Colour;
    if (dy <= 0) {
      const leaves =
        texture((x / width) * 1.1, (y / width) * 1.1) * 0.5 + texture((x / width) * 3.7, (y / width) * 3.7) * 0.5;
      light = mix(
        ramp(palette.sky, Math.min(1, Math.max(0, -dy * 1.3 + Math.abs(dx) * 0.6 + leaves * 0.3))),
        palette.sun,
        shine * 0.8,
      );
    } else {
      const away = (view.eye * view.focal) / Math.max(1, y + 0.5 - view.horizon);
      const across = ((x - width / 2) * away) / view.focal - bend(away);
      const slab = Math.floor(away / 0.55);
      const joint = Math.max(
        smoothStep(0.44, 0.49, Math.abs(((away / 0.55) % 1) - 0.5)),
        smoothStep(0.46, 0.49, Math.abs((((((across + 9) / 0.7 + (slab % 2) * 0.5) % 1) + 1) % 1) - 0.5)),
      );
      const dapple = 0.6 + 0.9 * smoothStep(0.05, 0.5, texture(across * 0.21, away * 0.13));
      const stone = scale(
        palette.ground[0],
        (1 - 0.5 * joint * Math.min(1, 9 / away)) * dapple * (0.85 + 0.25 * texture(across * 2, away * 2)),
      );
      const moss = mix(palette.ground[1], palette.ground[2], 0.5 + 0.5 * texture(across * 0.6, away * 0.6));
      const ground = mix(
        stone,
        moss,
        smoothStep(0.95, 1.15, Math.abs(across) + 0.08 * texture(away * 0.4, across * 0.4)),
      );
      light = mix(veiled(palette, ground, away), palette.sun, shine * 0.75);
    }
    pixel[0] = light[0];
    pixel[1] = light[1];
    pixel[2] = light[2];
  });
}

/** Trunks and leaves beside the path. */
function paintLeaves(picture: Picture, random: Random, palette: Palette, view: View): void {
  const { width, height } = picture;
  const trees = Array.from({ length: 70 }, () => ({
    away: between(random, 5, 40),
    side: random() < 0.5 ? -1 : 1,
    out: random(),
  }));
  trees.sort((a, b) => b.away - a.away);
  for (const { away, side, out } of trees) {
    const metre = view.focal / away;
    const x = width / 2 + (side * (2.1 + out * (1 + away * 0.4)) + bend(away)) * metre;
    const bark = mix(scale(palette.ground[2], 0.8), palette.sky[2] ?? palette.haze, 0.85 * (1 - Math.exp(-away / 16)));
    const thick = between(random, 0.16, 0.42) * metre;
    const foot = view.horizon + view.eye * metre;
    paintStrand(picture, {
      joints: [
        { x, y: foot, width: thick * 1.2 },
        { x: x + bell(random) * 8, y: foot / 2, width: thick },
        { x: x + bell(random) * 14, y: -30, width: thick * 0.8 },
      ],
      lights: [bark, bark],
      amount: 1,
      blur: 1.4,
      round: 0.5,
    });
    for (let i = 0; i < 46; i++) {
      const leaf = scale(
        pick(random, [palette.ground[1], palette.ground[2], palette.sky[2] ?? palette.ground[1]]),
        between(random, 0.4, 1.3),
      );
      const green = mix(leaf, palette.sky[2] ?? palette.haze, 0.8 * (1 - Math.exp(-away / 18)));
      dab(picture, {
        x: x + bell(random) * metre * 1.3,
        y: height * 0.02 + random() ** 1.5 * (view.horizon - metre * 0.6),
        radius: Math.max(1.4, metre * between(random, 0.05, 0.12)),
        roundness: between(random, 0.4, 0.8),
        angle: random() * 3,
        softness: 0.5,
        light: green,
        amount: 0.8,
      });
    }
  }
}

interface Gate {
  readonly view: View;
  readonly away: number;
}

/** One gate: two round posts on dark feet, a tie beam, and a lintel with a black cap. */
function paintGate(picture: Picture, random: Random, palette: Palette, { view, away }: Gate): void {
  const metre = view.focal / away;
  const middle = picture.width / 2 + bend(away) * metre;
  const at = (across: number, up: number) => ({
    x: middle + across * metre,
    y: view.horizon + (view.eye - up) * metre,
  });
  // Light falls between the gates from the left; every gate stands in the shade of the one before, more or less.
  const lit = between(random, 0.72, 1.08);
  const red = veiled(palette, scale(palette.accents[0], lit), away);
  const deep = veiled(palette, scale(palette.accents[0], lit * 0.42), away);
  const black = veiled(palette, scale(palette.ground[2], 0.45), away);
  const wide = 1.38;
  const beam = (up: number, half: number, thick: number, light: Colour) => {
    const joints = Array.from({ length: 9 }, (_, i) => {
      const share = i / 4 - 1;
      return { ...at(share * half, up + 0.05 * share * share * (half > wide ? 1 : 0)), width: thick * metre };
    });
    paintStrand(picture, {
      joints,
      lights: [light, mix(light, deep, 0.3)],
      amount: 1,
      blur: 1.3,
      round: 0.4,
      ends: 'flat',
    });
  };
  beam(2.72, wide * 1.3, 0.3, deep);
  beam(2.76, wide * 1.3, 0.2, red);
  beam(2.9, wide * 1.36, 0.1, black);
  beam(2.28, wide * 1.12, 0.17, red);
  for (const side of [-1, 1]) {
    const post = (up: number, width: number) => ({
      ...at(side * (wide + 0.05 * (1 - up / 2.7)), up),
      width: width * metre,
    });
    paintStrand(picture, {
      joints: [post(0, 0.27), post(1.4, 0.25), post(2.66, 0.23)],
      lights: [mix(red, deep, 0.35), red],
      amount: 1,
      blur: 1.3,
      round: 0.75,
      ends: 'flat',
    });
    paintStrand(picture, {
      joints: [post(-0.03, 0.34), post(0.34, 0.33)],
      lights: [black, mix(black, red, 0.1)],
      amount: 1,
      blur: 1.3,
      round: 0.5,
      ends: 'flat',
    });
  }
  const shadow = at(0, 0);
  dab(picture, {
    ...shadow,
    radius: wide * metre,
    roundness: 0.06,
    angle: 0,
    softness: 1,
    light: scale(black, 0.5),
    amount: 0.3,
  });
  if (away > 9)
    glow(picture, {
      ...at(0, 1.4),
      radius: 2 * metre,
      roundness: 1,
      angle: 0,
      softness: 1,
      light: palette.sun,
      amount: 0.012,
    });
}
