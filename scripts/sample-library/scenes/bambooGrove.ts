import { bokeh, dab } from '../painting/brush.ts';
import { type Colour, mix, ramp, scale } from '../painting/colour.ts';
import { noiseTile } from '../painting/noise.ts';
import { type Picture, repaint } from '../painting/picture.ts';
import { between, type Random, seededRandom } from '../painting/random.ts';
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

function paintGrove(picture: Picture, { seed, palette }: BambooGrove): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const end = { x: width * 0.5, y: height * 0.6 };
  paintLight(picture, palette, end);
  const stalks = Array.from({ length: 170 }, () => ({
    near: random() ** 1.7,
    side: random() < 0.5 ? -1 : 1,
    place: random(),
  }));
  stalks.sort((a, b) => a.near - b.near);
  for (const { near, side, place } of stalks) {
    const away = 1 / (0.07 + near * 0.93);
    const x = end.x + (side * (width * 0.085 + place * width * (0.16 + 0.5 * near))) / away ** 0.55;
    paintStalk(picture, random, { x, near, palette, end });
    if (random() < 0.55) paintSpray(picture, random, { x, near, palette });
  }
  for (let i = 0; i < 26; i++) {
    const light = mix(palette.sun, palette.accents[0], random());
    bokeh(picture, {
      x: end.x + width * between(random, -0.4, 0.4),
      y: height * between(random, 0.02, 0.42),
      radius: width * between(random, 0.008, 0.03),
      light,
      amount: between(random, 0.04, 0.2),
    });
  }
}

/** The far end of the grove: a glow, a path, and leaves that close the sky. */
function paintLight(picture: Picture, palette: Palette, end: { x: number; y: number }): void {
  const { width, height } = picture;
  const path: Colour = palette.ground[0];
  repaint(picture, (pixel, x, y) => {
    const dx = (x - end.x) / width;
    const dy = (y - end.y) / height;
    const glow = Math.exp(-(dx * dx * 26 + (dy + 0.1) * (dy + 0.1) * 9));
    const leaves =
      leafShade((x / width) * 0.9, (y / width) * 0.9) * 0.5 + leafShade((x / width) * 3, (y / width) * 3) * 0.35;
    const crown = ramp(palette.sky, Math.min(1, Math.max(0, -dy * 1.5 + leaves * 0.22 + Math.abs(dx) * 0.7)));
    let light = mix(crown, palette.sun, glow * 0.9);
    if (dy > 0) {
      const half = 0.06 + dy * 0.85;
      const off = Math.abs(dx + 0.05 * Math.sin(dy * 6)) / half;
      const ground = mix(palette.ground[1], palette.ground[2], Math.min(1, dy * 1.7));
      const dapple = 0.75 + 0.5 * Math.max(0, leafShade((dx / (dy + 0.12)) * 0.4, 0.4 / (dy + 0.06)));
      const trodden = scale(mix(path, ground, Math.min(1, Math.max(0, (off - 0.8) * 5))), dapple);
      light = mix(trodden, palette.sun, glow * 0.75);
    }
    pixel[0] = light[0];
    pixel[1] = light[1];
    pixel[2] = light[2];
  });
}

interface Place {
  readonly x: number;
  readonly near: number;
  readonly palette: Palette;
}

/** One stalk: round, ringed at its joints, paler the farther away it stands. */
function paintStalk(picture: Picture, random: Random, { x, near, palette, end }: Place & { end: { y: number } }): void {
  const { width, height } = picture;
  const thick = width * (0.006 + 0.042 * near ** 1.3);
  const foot = end.y + height * (0.02 + 0.52 * near ** 1.2);
  const lean = between(random, -0.03, 0.03) * height + (x - width / 2) * 0.06;
  const colour = mix(palette.accents[0], palette.accents[1] ?? palette.accents[0], random());
  const fog = 0.85 * (1 - near) ** 1.5;
  const light = mix(scale(colour, between(random, 0.55, 1.1)), palette.haze, fog);
  const dark = mix(scale(colour, 0.3), palette.haze, fog);
  const at = (t: number) => ({ x: x + lean * t, y: foot - (foot + 30) * t, width: thick * (1 - 0.22 * t) });
  paintStrand(picture, {
    joints: [at(0), at(0.5), at(1)],
    lights: [mix(light, dark, 0.35), light],
    amount: 1,
    blur: 1.2,
    round: 0.8,
  });
  const knot = thick * between(random, 4.5, 6.5);
  for (let t = random() * 0.06; t < 1; t += knot / (foot + 30)) {
    const ring = at(t);
    const flat = { x: ring.x, roundness: 0.22, angle: 0 };
    dab(picture, { ...flat, y: ring.y, radius: ring.width * 0.56, softness: 0.4, light: dark, amount: 0.7 });
    dab(picture, {
      ...flat,
      y: ring.y - ring.width * 0.13,
      radius: ring.width * 0.5,
      softness: 0.7,
      light: mix(light, palette.sun, 0.35),
      amount: 0.55,
    });
  }
}

/** Narrow leaves hanging from a twig. */
function paintSpray(picture: Picture, random: Random, { x, near, palette }: Place): void {
  const { width, height } = picture;
  const size = width * (0.016 + 0.03 * near);
  const fog = 0.75 * (1 - near) ** 1.4;
  const cx = x + width * between(random, -0.08, 0.08);
  const cy = height * between(random, -0.02, 0.34);
  for (let i = 0; i < 26; i++) {
    const angle = between(random, 0.15, 2.9);
    const colour = scale(
      mix(palette.accents[0], palette.accents[1] ?? palette.accents[0], random()),
      between(random, 0.45, 1.7),
    );
    dab(picture, {
      x: cx + between(random, -3, 3) * size,
      y: cy + between(random, -1.4, 1.4) * size,
      radius: size * between(random, 0.5, 1),
      roundness: 0.15,
      angle,
      softness: 0.4,
      light: mix(colour, palette.haze, fog),
      amount: 0.85,
    });
  }
}
