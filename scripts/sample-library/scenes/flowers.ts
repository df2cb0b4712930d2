import { type FlowerKind, paintBloom } from '../painting/blossoms.ts';
import { bokeh, dab, stroke } from '../painting/brush.ts';
import { type Colour, mix, ramp, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import type { Picture } from '../painting/picture.ts';
import { between, pick, type Random, seededRandom } from '../painting/random.ts';
import { type Joint, paintStrand } from '../painting/strand.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Flowers close up, with the garden behind them out of focus. */
export interface Flowers {
  readonly seed: number;
  readonly palette: Palette;
  readonly kind: FlowerKind;
  /** The flowers in focus: their middle as shares of width and height, and their radius as a share of the height. */
  readonly blooms: readonly (readonly [x: number, y: number, radius: number])[];
}

/** The picture of flowers; the accents of the palette colour them. */
export function flowers(how: Flowers): Scene {
  return (picture) => {
    paintFlowers(picture, how);
  };
}

function paintFlowers(picture: Picture, { seed, palette, kind, blooms }: Flowers): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  paintBehindFocus(picture, 7, (small) => {
    paintGarden(small, random, palette);
    scatter(small, random, { kind, palette, count: 26, size: [0.03, 0.07], band: [0.3, 0.95] });
  });
  sparkle(picture, random, palette);
  for (let i = 0; i < 8; i++) {
    const x = width * between(random, -0.02, 1.02);
    const y = height * between(random, 0.4, 0.85);
    grow(picture, random, { kind, palette, x, y, radius: height * between(random, 0.05, 0.085), blur: 22 - i });
  }
  for (let i = 0; i < 90; i++) blade(picture, random, palette);
  const sorted = blooms.toSorted((a, b) => a[2] - b[2]);
  for (const [x, y, radius] of sorted) {
    grow(picture, random, {
      kind,
      palette,
      x: x * width,
      y: y * height,
      radius: radius * height,
      blur: radius < 0.1 ? 3.5 : 1.3,
    });
  }
}

/** Light through leaves: bright above, dark green below, in large soft patches. */
function paintGarden(small: Picture, random: Random, palette: Palette): void {
  const { width, height } = small;
  for (let y = 0; y < height; y++) {
    stroke(small, {
      from: [0, y],
      to: [width, y],
      width: [2, 2],
      light: ramp(palette.sky, 1 - y / height),
      amount: 1,
      blur: 1,
    });
  }
  for (let i = 0; i < 130; i++) {
    const y = random() * height;
    const light = scale(
      mix(pick(random, palette.ground), ramp(palette.sky, 1 - y / height), random() * 0.7),
      between(random, 0.5, 1.5),
    );
    dab(small, {
      x: random() * width,
      y,
      radius: between(random, 0.02, 0.09) * width,
      roundness: 1,
      angle: 0,
      softness: 0.7,
      light,
      amount: between(random, 0.2, 0.6),
    });
  }
}

interface Scatter {
  readonly kind: FlowerKind;
  readonly palette: Palette;
  readonly count: number;
  readonly size: readonly [number, number];
  readonly band: readonly [number, number];
}

function scatter(picture: Picture, random: Random, { kind, palette, count, size, band }: Scatter): void {
  for (let i = 0; i < count; i++) {
    const radius = picture.height * between(random, ...size);
    paintBloom(picture, random, {
      kind,
      x: random() * picture.width,
      y: picture.height * between(random, ...band),
      radius,
      squash: between(random, 0.5, 0.9),
      lean: between(random, -0.4, 0.4),
      light: pick(random, palette.accents),
      blur: 1.5,
    });
  }
}

/** Discs of light where the sun finds gaps in the leaves. */
function sparkle(picture: Picture, random: Random, palette: Palette): void {
  const { width, height } = picture;
  for (let i = 0; i < 46; i++) {
    const y = height * random() ** 1.6 * 0.75;
    bokeh(picture, {
      x: width * random(),
      y,
      radius: height * between(random, 0.012, 0.045),
      light: mix(palette.sun, ramp(palette.sky, 1 - y / height), random() * 0.6),
      amount: between(random, 0.05, 0.28),
    });
  }
}

/** A flower on its stem. */
function grow(
  picture: Picture,
  random: Random,
  how: { kind: FlowerKind; palette: Palette; x: number; y: number; radius: number; blur: number },
): void {
  const { palette, x, y, radius, blur } = how;
  const lean = between(random, -0.35, 0.35);
  stem(picture, random, { x, y, radius, blur, light: palette.ground[1], lean });
  paintBloom(picture, random, {
    kind: how.kind,
    x,
    y,
    radius,
    squash: between(random, 0.62, 0.92),
    lean,
    light: pick(random, palette.accents),
    blur,
  });
}

function stem(
  picture: Picture,
  random: Random,
  {
    x,
    y,
    radius,
    blur,
    light,
    lean,
  }: { x: number; y: number; radius: number; blur: number; light: Colour; lean: number },
): void {
  const thick = Math.max(2, radius * 0.06);
  const joints: Joint[] = [{ x, y, width: thick }];
  let drift = -lean * 0.5;
  for (let at = { x, y }; at.y < picture.height + 40;) {
    at = { x: at.x + drift * radius * 0.3, y: at.y + radius * 0.3 };
    joints.push({ ...at, width: thick * 1.15 });
    drift = drift * 0.86 + between(random, -0.05, 0.05);
  }
  const lights = [scale(light, 1.25), scale(light, 0.7)] as const;
  paintStrand(picture, { joints, lights, amount: 1, blur: Math.max(1, blur), round: 0.65 });
}

/** A blade of grass that rises from below. */
function blade(picture: Picture, random: Random, palette: Palette): void {
  const { width, height } = picture;
  const blur = random() < 0.6 ? between(random, 5, 18) : 1.5;
  const tall = height * between(random, 0.12, 0.42);
  const light = scale(mix(pick(random, palette.ground), palette.sun, random() * 0.14), between(random, 0.6, 1.3));
  const thick = between(random, 4, 10) + blur * 0.4;
  const pieces = 12;
  const joints: Joint[] = [];
  let x = width * random();
  let lean = between(random, -0.25, 0.25);
  for (let piece = 0; piece <= pieces; piece++) {
    joints.push({ x, y: height * 1.03 - (tall * piece) / pieces, width: thick * (1 - piece / pieces) ** 0.8 });
    x += lean * tall * 0.09;
    lean *= 1.16;
  }
  paintStrand(picture, { joints, lights: [scale(light, 0.5), scale(light, 1.2)], amount: 0.92, blur, round: 0.3 });
}
