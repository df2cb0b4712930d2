import { bokeh, dab } from '../painting/brush.ts';
import { mix, ramp, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import type { Picture } from '../painting/picture.ts';
import { bell, between, pick, type Random, seededRandom } from '../painting/random.ts';
import { paintStrand } from '../painting/strand.ts';
import { layDrawing } from '../painting/svgLayer.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Maple leaves against the light. */
export interface MapleLeaves {
  readonly seed: number;
  readonly palette: Palette;
  /** Colours of the leaves as `#rrggbb`, each from its middle to its tips. */
  readonly leaves: readonly [LeafColour, ...LeafColour[]];
}

/** Colour of a leaf in its middle and at its tips. */
export type LeafColour = readonly [middle: string, tips: string];

/** The picture of maple leaves. */
export function mapleLeaves(how: MapleLeaves): Scene {
  return (picture) => paintMaple(picture, how);
}

async function paintMaple(picture: Picture, { seed, palette, leaves }: MapleLeaves): Promise<void> {
  const { width, height } = picture;
  const random = seededRandom(seed);
  paintBehindFocus(picture, 9, (small) => {
    paintGlade(small, random, palette);
  });
  for (let i = 0; i < 60; i++) {
    const light = mix(pick(random, palette.accents), palette.sun, random() * 0.6);
    bokeh(picture, {
      x: width * random(),
      y: height * random(),
      radius: height * between(random, 0.015, 0.06),
      light,
      amount: between(random, 0.04, 0.24),
    });
  }
  const layers = [
    { soften: 16, count: 60, size: 0.075, spread: 0.3 },
    { soften: 5, count: 46, size: 0.09, spread: 0.24 },
    { soften: 0, count: 40, size: 0.115, spread: 0.16 },
  ];
  for (const layer of layers) {
    const twigs = branches(random, picture);
    if (layer.soften < 16) for (const twig of twigs) paintTwig(picture, twig, palette, layer.soften);
    const shapes = Array.from({ length: layer.count }, () => {
      const twig = pick(random, twigs as [Twig, ...Twig[]]);
      const t = random() ** 0.7;
      const place = along(twig, t);
      return leaf(random, {
        x: place.x + bell(random) * height * layer.spread * 0.3,
        y: place.y + (bell(random) * 0.3 + 0.25) * height * layer.spread,
        size: height * layer.size * between(random, 0.7, 1.15),
        colours: pick(random, leaves),
      });
    });
    await layDrawing(picture, { shapes: shapes.join(''), soften: layer.soften, brightness: 1.15 });
  }
}

function paintGlade(small: Picture, random: Random, palette: Palette): void {
  const { width, height } = small;
  for (let y = 0; y < height; y++) {
    dab(small, {
      x: width / 2,
      y,
      radius: width,
      roundness: 2 / width,
      angle: 0,
      softness: 0.01,
      light: ramp(palette.sky, 1 - y / height),
      amount: 1,
    });
  }
  for (let i = 0; i < 150; i++) {
    const light = scale(pick(random, [...palette.accents, ...palette.ground] as const), between(random, 0.4, 1.3));
    dab(small, {
      x: width * random(),
      y: height * random(),
      radius: width * between(random, 0.02, 0.08),
      roundness: between(random, 0.5, 1),
      angle: random() * 3,
      softness: 0.7,
      light,
      amount: between(random, 0.2, 0.6),
    });
  }
}

interface Twig {
  readonly from: readonly [number, number];
  readonly bend: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Twigs that reach in from the upper corners. */
function branches(random: Random, { width, height }: Picture): Twig[] {
  return Array.from({ length: 4 }, (_, i) => {
    const left = i % 2 === 0;
    const from = [left ? -40 : width + 40, height * between(random, -0.1, 0.35)] as const;
    const reach = width * between(random, 0.35, 0.72);
    const to = [left ? reach : width - reach, height * between(random, 0.15, 0.62)] as const;
    const bend = [(from[0] + to[0]) / 2, Math.min(from[1], to[1]) - height * between(random, -0.05, 0.12)] as const;
    return { from, bend, to };
  });
}

function along({ from, bend, to }: Twig, t: number): { x: number; y: number } {
  const s = 1 - t;
  return {
    x: s * s * from[0] + 2 * s * t * bend[0] + t * t * to[0],
    y: s * s * from[1] + 2 * s * t * bend[1] + t * t * to[1],
  };
}

function paintTwig(picture: Picture, twig: Twig, palette: Palette, soften: number): void {
  const joints = Array.from({ length: 25 }, (_, i) => ({
    ...along(twig, i / 24),
    width: picture.height * 0.013 * (1 - i / 26),
  }));
  const bark = palette.ground[2];
  paintStrand(picture, {
    joints,
    lights: [bark, mix(bark, palette.accents[0], 0.3)],
    amount: 1,
    blur: 1.3 + soften * 1.6,
    round: 0.6,
  });
}

interface Leaf {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colours: LeafColour;
}

const lobes: readonly (readonly [angle: number, length: number])[] = [
  [-128, 0.5],
  [-84, 0.8],
  [-40, 0.96],
  [0, 1.08],
  [40, 0.96],
  [84, 0.8],
  [128, 0.5],
];

/** One leaf as SVG: seven toothed lobes, veins, and a stalk; tilted at random. */
function leaf(random: Random, { x, y, size, colours }: Leaf): string {
  const id = `l${Math.floor(random() * 1e9)}`;
  const turn = 180 + bell(random) * 45;
  const squeeze = between(random, 0.45, 1) * (random() < 0.5 ? -1 : 1);
  const skew = between(random, -18, 18);
  const point = (angle: number, length: number) => {
    const radians = (angle * Math.PI) / 180;
    return `${(Math.sin(radians) * length * 100).toFixed(1)} ${(-Math.cos(radians) * length * 100).toFixed(1)}`;
  };
  let outline = `M0 12`;
  for (const [i, [angle, length]] of lobes.entries()) {
    const next = lobes[i + 1];
    const side = 9.5;
    outline += ` Q${point(angle - side * 1.9, length * 0.5)} ${point(angle - side, length * 0.66)}`;
    outline += ` L${point(angle - side * 0.72, length * 0.7)} L${point(angle - side * 0.62, length * 0.8)} L${point(angle - side * 0.4, length * 0.82)}`;
    outline += ` Q${point(angle - 1, length * 0.95)} ${point(angle, length)} Q${point(angle + 1, length * 0.95)} ${point(angle + side * 0.4, length * 0.82)}`;
    outline += ` L${point(angle + side * 0.62, length * 0.8)} L${point(angle + side * 0.72, length * 0.7)} L${point(angle + side, length * 0.66)}`;
    if (next) outline += ` Q${point(angle + side * 1.9, length * 0.5)} ${point((angle + next[0]) / 2, 0.3)}`;
  }
  const veins = lobes.map(([angle, length]) => `M0 6L${point(angle, length * 0.9)}`).join('');
  const [middle, tips] = colours;
  return (
    `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)}) skewX(${skew.toFixed(1)}) scale(${((size / 100) * squeeze).toFixed(3)} ${(size / 100).toFixed(3)})">` +
    `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="100"><stop offset="0" stop-color="${middle}"/><stop offset="1" stop-color="${tips}"/></radialGradient>` +
    `<path d="M0 8Q6 40 2 74" fill="none" stroke="${tips}" stroke-width="3"/>` +
    `<path d="${outline}Z" fill="url(#${id})" stroke="${tips}" stroke-width="1" stroke-linejoin="round" opacity="0.95"/>` +
    `<path d="${veins}" fill="none" stroke="#ffe6b0" stroke-width="1.5" opacity="0.4"/></g>`
  );
}
