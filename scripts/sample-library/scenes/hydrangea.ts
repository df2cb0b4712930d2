import { paintBloom } from '../painting/blossoms.ts';
import { type Colour, mix, scale } from '../painting/colour.ts';
import { paintFlower } from '../painting/flower.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import { paintFoliage, paintGradient, paintSparkle } from '../painting/garden.ts';
import type { Picture } from '../painting/picture.ts';
import { between, pick, type Random, seededRandom } from '../painting/random.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Heads of hydrangea, each made of many small flowers. */
export interface Hydrangea {
  readonly seed: number;
  readonly palette: Palette;
  /** The heads: their middle as shares of width and height, their radius as a share of the height, and their blur in pixels. */
  readonly heads: readonly (readonly [x: number, y: number, radius: number, blur: number])[];
}

/** The picture of hydrangeas; the accents of the palette colour them. */
export function hydrangea(how: Hydrangea): Scene {
  return (picture) => {
    paintHydrangea(picture, how);
  };
}

function paintHydrangea(picture: Picture, { seed, palette, heads }: Hydrangea): void {
  const random = seededRandom(seed);
  paintBehindFocus(picture, 3, (small) => {
    paintGradient(small, palette.sky);
    paintFoliage(small, random, { colours: palette.ground, count: 140, behind: palette.sky });
    paintFoliage(small, random, { colours: palette.accents, count: 22, behind: palette.sky });
    for (const [x, y, radius, blur] of heads.filter((head) => !inFocus(head))) {
      grow(small, random, palette, [x, y, radius, blur / 4]);
    }
  });
  paintSparkle(picture, random, { lights: [palette.sun, ...palette.accents], count: 34, lowest: 0.7, strength: 0.22 });
  for (const head of heads.filter(inFocus)) grow(picture, random, palette, head);
}

type HeadPlace = Hydrangea['heads'][number];

function inFocus([, , , blur]: HeadPlace): boolean {
  return blur < 4;
}

/** A head on its leaves. */
function grow(picture: Picture, random: Random, palette: Palette, [x, y, radius, blur]: HeadPlace): void {
  const head = { x: x * picture.width, y: y * picture.height, radius: radius * picture.height, blur };
  for (let i = 0; i < 7; i++) {
    const turn = -0.35 + i * 0.65 + between(random, -0.2, 0.2);
    leaf(picture, random, { ...head, turn, light: pick(random, palette.ground) });
  }
  paintHead(picture, random, palette, head);
}

interface Head {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly blur: number;
}

/** Small flowers all over a ball: those at its rim first, turned away and in the shade. */
function paintHead(picture: Picture, random: Random, palette: Palette, { x, y, radius, blur }: Head): void {
  const count = 150;
  const base = pick(random, palette.accents);
  for (let i = count; i >= 0; i--) {
    const turn = i * 2.39996;
    const out = Math.sqrt((i + 0.5) / count) * 0.97;
    const px = Math.cos(turn) * out;
    const py = Math.sin(turn) * out * 0.86;
    const front = Math.sqrt(Math.max(0, 1 - out * out));
    const lit = 0.32 + 0.55 * front - 0.42 * py - 0.26 * px;
    paintBloom(picture, random, {
      kind: 'floret',
      x: x + px * radius,
      y: y + py * radius,
      radius: radius * between(random, 0.145, 0.175),
      squash: 0.48 + 0.5 * front,
      lean: Math.atan2(py, px) + Math.PI / 2,
      light: scale(
        mix(base, pick(random, palette.accents), 0.65 * random()),
        Math.max(0.16, lit) * between(random, 0.9, 1.1),
      ),
      blur: blur + 2.5 * Math.max(0, out - 0.75),
    });
  }
}

function leaf(
  picture: Picture,
  random: Random,
  { x, y, radius, blur, turn, light }: Head & { turn: number; light: Colour },
): void {
  const green = scale(light, between(random, 0.5, 0.9));
  paintFlower(picture, {
    x: x + Math.cos(turn) * radius * 0.45,
    y: y + Math.sin(turn) * radius * 0.4,
    radius: radius * 1.15,
    squash: 0.8,
    lean: 0,
    blur: blur + 1.5,
    petals: [
      {
        turn,
        start: 0,
        length: 0.95,
        width: 0.6,
        belly: 0.5,
        notch: -0.35,
        ruffle: 0.03,
        foot: scale(green, 0.45),
        tip: green,
        bright: 1,
      },
    ],
  });
}
