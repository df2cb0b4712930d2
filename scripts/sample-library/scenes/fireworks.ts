import { glow, stroke } from '../painting/brush.ts';
import { type Colour, mix, scale } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { copyOf, type Picture, repaint } from '../painting/picture.ts';
import { bell, between, pick, type Random, seededRandom } from '../painting/random.ts';
import { paintSky } from '../painting/sky.ts';
import { paintWater } from '../painting/water.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Fireworks over a town at the water. */
export interface Fireworks {
  readonly seed: number;
  readonly palette: Palette;
  readonly bursts: number;
}

/** The picture of fireworks; the accents of the palette colour the bursts. */
export function fireworks(how: Fireworks): Scene {
  return (picture) => {
    paintFireworks(picture, how);
  };
}

const smoke = noiseTile({ seed: 71, bumps: 4, octaves: 6, gain: 0.55, size: 512 });

function paintFireworks(picture: Picture, { seed, palette, bursts }: Fireworks): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const horizon = Math.round(height * 0.74);
  paintSky(picture, { horizon, colours: palette.sky });
  const places = Array.from({ length: bursts }, (_, i) => ({
    x: width * (0.14 + (0.72 * (i + 0.5)) / bursts + bell(random) * 0.03),
    y: horizon * between(random, 0.18, 0.52),
    radius: height * between(random, 0.13, 0.25),
    light: pick(random, palette.accents),
  }));
  for (const burst of places) {
    glow(picture, { ...burst, radius: burst.radius * 2.6, roundness: 1, angle: 0, softness: 1, amount: 0.16 });
  }
  drift(picture, horizon, seed);
  for (const burst of places) explode(picture, random, burst);
  paintTown(picture, random, horizon, palette);
  const view: View = { width, horizon, focal: width * 0.9, eye: 0.1 };
  paintWater(picture, copyOf(picture), view, { waves: 0.022, length: 0.5, depth: palette.water, seed });
}

/** Smoke, seen where the bursts light it. */
function drift(picture: Picture, horizon: number, seed: number): void {
  const { width } = picture;
  repaint(picture, (pixel, x, y) => {
    if (y > horizon) return;
    const veil =
      1 + 0.55 * smoke((x / width) * 1.3 + seed * 0.1, (y / width) * 1.7 + 0.05 * smoke(y / width, x / width));
    pixel[0] *= veil;
    pixel[1] *= veil;
    pixel[2] *= veil;
  });
}

interface Burst {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly light: Colour;
}

/** Sparks fly from the middle, slow down and sink: each leaves a trail that is bright at its end. */
function explode(picture: Picture, random: Random, burst: Burst): void {
  const { x, y, radius, light } = burst;
  const sparks = 150;
  const white: Colour = [1, 0.95, 0.85];
  for (let i = 0; i < sparks; i++) {
    const turn = random() * Math.PI * 2;
    const up = random() * 2 - 1;
    const speed = Math.sqrt(1 - up * up * 0.75) * between(random, 0.86, 1.03) * radius;
    const sink = radius * 0.2;
    let last: readonly [number, number] = [x, y];
    const pieces = 14;
    for (let piece = 1; piece <= pieces; piece++) {
      const t = piece / pieces;
      const way = 1 - (1 - t) ** 2.1;
      const next = [x + Math.cos(turn) * speed * way, y + Math.sin(turn) * speed * way + sink * t * t] as const;
      const power = 0.25 + 2.6 * t ** 3;
      if (t > 0.22) {
        const colour = scale(mix(white, light, Math.min(1, 0.25 + t)), power);
        stroke(picture, {
          from: last,
          to: next,
          width: [0.7 + t, 0.8 + t],
          light: colour,
          amount: 0.28 + 0.6 * t,
          blur: 1.6,
        });
      }
      last = next;
    }
    glow(picture, {
      x: last[0],
      y: last[1],
      radius: between(random, 5, 9),
      roundness: 1,
      angle: 0,
      softness: 1,
      light,
      amount: 1.6,
    });
  }
  glow(picture, {
    x,
    y,
    radius: radius * 0.5,
    roundness: 1,
    angle: 0,
    softness: 1,
    light: mix(white, light, 0.4),
    amount: 0.7,
  });
}

/** Roofs and windows along the shore. */
function paintTown(picture: Picture, random: Random, horizon: number, palette: Palette): void {
  const { width, height } = picture;
  const dark = palette.ground[2];
  for (let x = -20; x < width + 20;) {
    const wide = between(random, 14, 52);
    const tall = height * between(random, 0.012, 0.045);
    const spire = random() < 0.05;
    const middle = x + wide / 2;
    stroke(picture, {
      from: [middle, horizon + 4],
      to: [middle, horizon - tall],
      width: [wide, wide],
      light: dark,
      amount: 1,
      blur: 1,
    });
    if (spire) {
      stroke(picture, {
        from: [middle, horizon - tall],
        to: [middle, horizon - tall * 3.4],
        width: [11, 1],
        light: dark,
        amount: 1,
        blur: 1,
      });
    }
    for (let window = 0; window < wide / 9; window++) {
      if (random() < 0.35) continue;
      const wx = x + random() * wide;
      const wy = horizon - 3 - random() * tall;
      const warm = scale(palette.sun, between(random, 0.8, 3.2));
      glow(picture, {
        x: wx,
        y: wy,
        radius: between(random, 1.6, 2.6),
        roundness: 1,
        angle: 0,
        softness: 0.8,
        light: warm,
        amount: 1,
      });
      glow(picture, { x: wx, y: wy, radius: 11, roundness: 1, angle: 0, softness: 1, light: warm, amount: 0.05 });
    }
    x += wide * between(random, 0.7, 1.1);
  }
}
