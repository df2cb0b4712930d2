/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { bokeh, dab } from '../painting/brush.ts';
import { type Colour, mix, ramp, scale, smoothStep } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { type Picture, repaint } from '../painting/picture.ts';
import { bell, between, type Random, seededRandom } from '../painting/random.ts';
import { paintStrand } from '../painting/strand.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** A path through tall bamboo, with the light coming from its end. */
export interface BambooGrove {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of a bamboo grove. */
export function bambooGrove(how: BambooGrove): Scene {
  return (picture) => {
    paintGrove(picture, how);
  };
}

const leafShade = noiseTile({ seed: 41, bumps: 8, octaves: 6, gain: 0.65, size: 512 });

interface Grove {
  readonly palette: Palette;
  readonly view: View;
}

/** Lengths are metres: the path is three metres wide, with a fence of twigs on both sides. */
function paintGrove(picture: Picture, { seed, palette }: BambooGrove): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const view: View = { width, horizon: Math.round(height * 0.6), focal: Math.max(width, height) * 0.78, eye: 1.6 };
  const grove: Grove = { palette, view };
  paintDepth(picture, grove);
  const stalks = Array.from({ length: 420 }, () => {
    const away = 2.6 + 42 * random() ** 1.15;
    const side = random() < 0.5 ? -1 : 1;
    return { away, across: side * (1.75 + 0.55 * away * random() ** 1.3) };
  }).sort((a, b) => b.away - a.away);
  let fenced = stalks[0]?.away ?? 0;
  for (const stalk of stalks) {
    // Fence and stalks are painted together from far to near, so that each hides what is behind it.
    paintFence(picture, grove, { from: stalk.away, to: fenced });
    fenced = stalk.away;
    paintStalk(picture, random, grove, stalk);
    if (random() < 0.75) paintSpray(picture, random, grove, stalk);
  }
  paintFence(picture, grove, { from: 0.5, to: fenced });
  for (let i = 0; i < 18; i++) {
    const light = mix(palette.sun, palette.accents[0], random());
    bokeh(picture, {
      x: width * between(random, 0.15, 0.85),
      y: height * between(random, 0.02, 0.4),
      radius: width * between(random, 0.006, 0.024),
      light,
      amount: between(random, 0.04, 0.16),
    });
  }
}

/** What the mist of green light leaves of a colour at a distance. */
function veiled(palette: Palette, light: Colour, away: number): Colour {
  return mix(light, palette.haze, 0.94 * (1 - Math.exp(-((away / 17) ** 1.2))));
}

/** The light at the end of the path, the path itself, and the dark floor of the grove. */
function paintDepth(picture: Picture, { palette, view }: Grove): void {
  const { width, height } = picture;
  repaint(picture, (pixel, x, y) => {
    const dx = (x - width / 2) / width;
    const dy = (y - view.horizon) / height;
    const shine = Math.exp(-(dx * dx * 30 + (dy + 0.08) * (dy + 0.08) * 12));
    const leaves =
      leafShade((x / width) * 0.9, (y / width) * 0.9) * 0.5 + leafShade((x / width) * 3, (y / width) * 3) * 0.4;
    const crown = ramp(palette.sky, Math.min(1, Math.max(0, -dy * 1.35 + leaves * 0.2 + Math.abs(dx) * 0.55)));
    let light = mix(crown, palette.sun, shine * 0.85);
    if (dy > 0) {
      const away = (view.eye * view.focal) / Math.max(1, y + 0.5 - view.horizon);
      const across = ((x - width / 2) * away) / view.focal;
      const edge = smoothStep(1.15, 1.5, Math.abs(across) + 0.12 * leafShade(away * 0.12, across * 0.1));
      const floor = mix(palette.ground[1], palette.ground[2], 0.4 + 0.4 * leafShade(across * 0.3, away * 0.3));
      const grit = 0.9 + 0.12 * leafShade(across * 0.7, away * 0.5) + 0.1 * leafShade(across * 3, away * 3);
      const dapple = 0.62 + 0.75 * smoothStep(-0.1, 0.45, leafShade(across * 0.16 + 0.2, away * 0.1));
      const ground = mix(scale(palette.ground[0], grit * dapple), floor, edge);
      light = mix(veiled(palette, ground, away), palette.sun, shine * (0.5 + 0.4 * Math.exp(-dy * 30)));
    }
    pixel[0] = light[0];
    pixel[1] = light[1];
    pixel[2] = light[2];
  });
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch of the fences: bundled twigs held by two rails. */
function paintFence(picture: Picture, { palette, view }: Grove, { from, to }: Stretch): void {
  const { width, height, light: pixels } = picture;
  const beside = 1.55;
  const tall = 0.95;
  for (const side of [-1, 1]) {
    const near = Math.round(width / 2 + (side * beside * view.focal) / from);
    const far = Math.round(width / 2 + (side * beside * view.focal) / to);
    for (let x = Math.max(0, Math.min(near, far)); x < Math.min(width, Math.max(near, far)); x++) {
      const away = (beside * view.focal) / Math.abs(x + 0.5 - width / 2);
      const metre = view.focal / away;
      const twigs = leafShade(away * 2.1, side * 0.3);
      const top = view.horizon + (view.eye - tall - 0.035 * twigs) * metre;
      const foot = Math.min(height, view.horizon + view.eye * metre);
      for (let y = Math.max(0, Math.floor(top)); y < foot; y++) {
        const h = view.eye - (y + 0.5 - view.horizon) / metre;
        const rail = Math.abs(h - 0.78) < 0.035 || Math.abs(h - 0.25) < 0.035;
        const straw = 0.5 + 0.5 * h + 0.28 * leafShade(away * 5.5, h * 0.13 + side) + 0.2 * twigs;
        const base = rail ? scale(palette.accents[0], 0.42) : scale(palette.ground[0], 0.52 * straw);
        const here = veiled(palette, base, away);
        const amount = Math.min(1, y + 1 - top);
        const i = (y * width + x) * 3;
        pixels[i]! += (here[0] - pixels[i]!) * amount;
        pixels[i + 1]! += (here[1] - pixels[i + 1]!) * amount;
        pixels[i + 2]! += (here[2] - pixels[i + 2]!) * amount;
      }
    }
  }
}

interface Stalk {
  readonly across: number;
  readonly away: number;
}

/** One stalk: round, ringed at its joints, paler the farther away it stands. */
function paintStalk(picture: Picture, random: Random, { palette, view }: Grove, { across, away }: Stalk): void {
  const metre = view.focal / away;
  const x = picture.width / 2 + across * metre;
  const foot = view.horizon + view.eye * metre;
  const thick = between(random, 0.085, 0.14) * metre;
  const lean = between(random, -0.035, 0.035) - across * 0.008;
  const colour = scale(
    mix(palette.accents[0], palette.accents[1] ?? palette.accents[0], random()),
    between(random, 0.6, 1.15),
  );
  const light = veiled(palette, colour, away);
  const dark = veiled(palette, scale(colour, 0.34), away);
  const rise = foot + 40;
  const at = (t: number) => ({
    x: x + lean * rise * t,
    y: foot - rise * t,
    width: thick * (1 - (0.012 * rise * t) / metre),
  });
  paintStrand(picture, {
    joints: [at(0), at(0.5), at(1)],
    lights: [mix(light, dark, 0.25), light],
    amount: 1,
    blur: 1.2,
    round: 0.72,
  });
  if (thick < 3) return;
  const knot = (between(random, 0.28, 0.4) * metre) / rise;
  for (let t = knot * random(); t < 1; t += knot) {
    const ring = at(t);
    const flat = { x: ring.x, roundness: 0.16, angle: 0 };
    dab(picture, { ...flat, y: ring.y, radius: ring.width * 0.54, softness: 0.5, light: dark, amount: 0.75 });
    dab(picture, {
      ...flat,
      y: ring.y - ring.width * 0.12,
      radius: ring.width * 0.48,
      softness: 0.8,
      light: mix(light, palette.sun, 0.3),
      amount: 0.6,
    });
  }
}

/** Narrow leaves hanging from a twig. */
function paintSpray(picture: Picture, random: Random, { palette, view }: Grove, { across, away }: Stalk): void {
  const metre = view.focal / away;
  const cx = picture.width / 2 + (across + bell(random) * 0.3) * metre;
  const cy = view.horizon - between(random, 2.6, 8) * metre;
  if (cy < -metre || away < 4.5) return;
  for (let i = 0; i < 60; i++) {
    const green = scale(
      mix(palette.accents[0], palette.accents[1] ?? palette.accents[0], random()),
      between(random, 0.5, 1.9),
    );
    dab(picture, {
      x: cx + bell(random) * 0.75 * metre,
      y: cy + bell(random) * 0.5 * metre,
      radius: metre * between(random, 0.06, 0.13),
      roundness: 0.17,
      angle: between(random, 0.2, 2.9),
      softness: 0.4,
      light: veiled(palette, green, away),
      amount: 0.9,
    });
  }
}
