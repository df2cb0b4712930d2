import { bokeh, dab } from '../painting/brush.ts';
import { mix, ramp, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import { type LeafColour, mapleLeaf } from '../painting/mapleLeaf.ts';
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
      return mapleLeaf(random, {
        x: place.x + bell(random) * height * layer.spread * 0.3,
        y: place.y + (bell(random) * 0.3 + 0.25) * height * layer.spread,
        size: height * layer.size * between(random, 0.7, 1.15),
        colours: pick(random, leaves),
      });
    });
    await layDrawing(picture, { shapes: shapes.join(''), soften: layer.soften, light: [1.15, 1.15, 1.15] });
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
