import { dab, glow, stroke } from './brush.ts';
import { type Colour, colour, mix, scale } from './colour.ts';
import { paintFlower, type Petal } from './flower.ts';
import type { Picture } from './picture.ts';
import { between, type Random } from './random.ts';

/** The kinds of flowers that grow in the pictures. */
export type FlowerKind = 'poppy' | 'daisy' | 'cosmos' | 'dahlia' | 'cherry' | 'floret';

/** Where a flower stands. */
export interface Bloom {
  readonly kind: FlowerKind;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly squash: number;
  readonly lean: number;
  readonly light: Colour;
  readonly blur: number;
}

/** Paints a flower of one kind: petals first, then its heart. */
export function paintBloom(picture: Picture, random: Random, bloom: Bloom): void {
  const petals = growers[bloom.kind](random, bloom.light, bloom.radius);
  paintFlower(picture, { ...bloom, petals });
  hearts[bloom.kind](picture, random, bloom);
}

type Grower = (random: Random, light: Colour, radius: number) => Petal[];

const growers: Record<FlowerKind, Grower> = {
  poppy: (random, light) => [
    ...ring(
      random,
      { count: 3, turn: 0.2, length: 0.98, width: 1.35, belly: 0.62, notch: 0.05, ruffle: 0.16 },
      scale(light, 0.3),
      scale(light, 0.85),
    ),
    ...ring(
      random,
      { count: 3, turn: 1.25, length: 0.86, width: 1.2, belly: 0.66, notch: 0.04, ruffle: 0.18 },
      scale(light, 0.18),
      light,
    ),
  ],
  daisy: (random, light) => [
    ...ring(
      random,
      { count: 17, turn: 0, length: 0.98, width: 0.24, belly: 0.6, notch: 0.05, ruffle: 0 },
      scale(light, 0.75),
      scale(light, 0.86),
    ),
    ...ring(
      random,
      { count: 15, turn: 0.2, length: 0.94, width: 0.25, belly: 0.6, notch: 0.06, ruffle: 0 },
      scale(light, 0.85),
      light,
    ),
  ],
  cosmos: (random, light) => [
    ...ring(
      random,
      { count: 8, turn: 0, length: 0.98, width: 0.72, belly: 0.68, notch: 0.06, ruffle: 0.06 },
      scale(light, 0.5),
      light,
    ),
  ],
  // A small one shows no more than its outer petals.
  dahlia: (random, light, radius) => spiral(random, light, radius < 150 ? 56 : 110),
  cherry: (random, light) => [
    ...ring(
      random,
      { count: 5, turn: 0.3, length: 0.96, width: 0.92, belly: 0.62, notch: 0.13, ruffle: 0.07 },
      mix(light, colour('#e87a9c'), 0.5),
      light,
    ),
  ],
  floret: (random, light) => [
    ...ring(
      random,
      { count: 4, turn: random() * 2, length: 0.98, width: 1.0, belly: 0.56, notch: -0.12, ruffle: 0.05 },
      mix(light, colour('#f0f4ff'), 0.35),
      light,
    ),
  ],
};

interface Ring {
  readonly count: number;
  readonly turn: number;
  readonly length: number;
  readonly width: number;
  readonly belly: number;
  readonly notch: number;
  readonly ruffle: number;
}

function ring(random: Random, how: Ring, foot: Colour, tip: Colour): Petal[] {
  const { count, turn, ...shape } = how;
  const petals = Array.from({ length: count }, (_, i) => ({
    ...shape,
    turn: turn + ((i + between(random, -0.16, 0.16)) / count) * Math.PI * 2,
    start: 0.02,
    length: shape.length * between(random, 0.92, 1.02),
    width: shape.width * between(random, 0.9, 1.1),
    foot,
    tip,
    bright: between(random, 0.86, 1.08),
  }));
  return petals.sort(() => random() - 0.5);
}

/** Petals in the spiral in which dahlias grow them, from the large outer ones to the small upright ones inside. */
function spiral(random: Random, light: Colour, count: number): Petal[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => {
    const inner = i / (count - 1);
    const out = (1 - inner) ** 0.8;
    return {
      turn: i * golden + between(random, -0.06, 0.06),
      start: 0.5 * out * out,
      length: 0.12 + 0.4 * out ** 0.7,
      width: 0.09 + 0.25 * out ** 0.6,
      belly: 0.62,
      notch: -0.25,
      ruffle: 0.02,
      foot: scale(light, 0.28 + 0.25 * out),
      tip: mix(light, colour('#fff0d8'), 0.1 + 0.4 * out * random()),
      bright: between(random, 0.85, 1.1) * (0.72 + 0.32 * out),
    };
  });
}

type Heart = (picture: Picture, random: Random, bloom: Bloom) => void;

const yellow = colour('#f2b632');
const ochre = colour('#a8661a');
const soot = colour('#17120f');

const hearts: Record<FlowerKind, Heart> = {
  poppy: (picture, random, bloom) => {
    seeds(picture, random, bloom, { count: 90, reach: 0.3, size: 0.026, light: soot, rim: scale(soot, 2.2) });
    at(picture, bloom, 0, 0, { radius: 0.13, light: colour('#5c6b3a'), softness: 0.3 });
    seeds(picture, random, bloom, { count: 26, reach: 0.12, size: 0.014, light: colour('#8d9a5c'), rim: soot });
  },
  daisy: (picture, random, bloom) => {
    at(picture, bloom, 0, 0.02, { radius: 0.27, light: scale(ochre, 0.7), softness: 0.2 });
    seeds(picture, random, bloom, { count: 260, reach: 0.26, size: 0.021, light: yellow, rim: ochre });
  },
  cosmos: (picture, random, bloom) => {
    at(picture, bloom, 0, 0.02, { radius: 0.19, light: scale(ochre, 0.6), softness: 0.25 });
    seeds(picture, random, bloom, { count: 130, reach: 0.18, size: 0.022, light: yellow, rim: ochre });
  },
  dahlia: () => undefined,
  cherry: (picture, random, bloom) => {
    at(picture, bloom, 0, 0, { radius: 0.2, light: mix(bloom.light, colour('#d85a86'), 0.6), softness: 1 });
    stamens(picture, random, bloom);
  },
  floret: (picture, random, bloom) => {
    at(picture, bloom, 0, 0, {
      radius: 0.11,
      light: scale(mix(bloom.light, colour('#ffffff'), 0.5), 0.9),
      softness: 0.4,
    });
    void random;
  },
};

interface Seeds {
  readonly count: number;
  readonly reach: number;
  readonly size: number;
  /** Colour of those in the middle and of those at the rim. */
  readonly light: Colour;
  readonly rim: Colour;
}

function seeds(picture: Picture, random: Random, bloom: Bloom, how: Seeds): void {
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (let i = how.count; i > 0; i--) {
    const out = Math.sqrt(i / how.count);
    const reach = how.reach * out * between(random, 0.92, 1.06);
    const lift = Math.sin(i * golden) * -0.35 + 0.9;
    at(picture, bloom, Math.cos(i * golden) * reach, Math.sin(i * golden) * reach, {
      radius: how.size * between(random, 0.8, 1.2),
      light: scale(mix(how.light, how.rim, out * out), lift * between(random, 0.75, 1.25)),
      softness: 0.5,
    });
  }
  if (bloom.kind !== 'poppy') {
    glow(picture, { ...round(bloom), radius: bloom.radius * how.reach, softness: 1, light: how.light, amount: 0.06 });
  }
}

/** Fine threads with yellow heads. */
function stamens(picture: Picture, random: Random, bloom: Bloom): void {
  const cos = Math.cos(bloom.lean);
  const sin = Math.sin(bloom.lean);
  const count = 18;
  for (let i = 0; i < count; i++) {
    const turn = ((i + random() * 0.7) / count) * Math.PI * 2;
    const reach = between(random, 0.26, 0.46);
    const px = Math.cos(turn) * reach;
    const py = Math.sin(turn) * reach * bloom.squash;
    const tip = [
      bloom.x + (px * cos - py * sin) * bloom.radius,
      bloom.y + (px * sin + py * cos) * bloom.radius,
    ] as const;
    const thin = Math.max(0.8, bloom.radius * 0.014);
    const thread = { from: [bloom.x, bloom.y] as const, to: tip, width: [thin, thin] as const };
    stroke(picture, { ...thread, light: colour('#fff0f2'), amount: 0.7, blur: 1 + bloom.blur });
    dab(picture, {
      x: tip[0],
      y: tip[1],
      radius: Math.max(1.2, bloom.radius * 0.03) + bloom.blur * 0.3,
      roundness: 1,
      angle: 0,
      softness: 0.6,
      light: colour('#e8a83c'),
      amount: 0.9,
    });
  }
}

function at(
  picture: Picture,
  bloom: Bloom,
  px: number,
  py: number,
  spot: { readonly radius: number; readonly light: Colour; readonly softness: number },
): void {
  const cos = Math.cos(bloom.lean);
  const sin = Math.sin(bloom.lean);
  const flat = py * bloom.squash;
  dab(picture, {
    ...round(bloom),
    x: bloom.x + (px * cos - flat * sin) * bloom.radius,
    y: bloom.y + (px * sin + flat * cos) * bloom.radius,
    radius: Math.max(0.7, spot.radius * bloom.radius + bloom.blur * 0.3),
    roundness: 0.4 + 0.6 * bloom.squash,
    light: spot.light,
    softness: Math.min(1, spot.softness + bloom.blur / (spot.radius * bloom.radius + 0.01) / 3),
    amount: 1,
  });
}

function round(bloom: Bloom): { x: number; y: number; roundness: number; angle: number } {
  return { x: bloom.x, y: bloom.y, roundness: bloom.squash, angle: bloom.lean };
}
