import { dab, stroke } from './brush.ts';
import { type Colour, mix, scale } from './colour.ts';
import type { Picture } from './picture.ts';
import { between, type Random } from './random.ts';

/** A fir tree. */
export interface Conifer {
  readonly x: number;
  /** Row of its foot. */
  readonly y: number;
  /** Height in pixels. */
  readonly tall: number;
  readonly needles: Colour;
  /** Snow in the light and in the shade. */
  readonly snow: readonly [lit: Colour, shaded: Colour];
  /** Share of the branches that carry snow, 0 to 1. */
  readonly laden: number;
  /** Side from which the sun comes: -1 left to 1 right. */
  readonly sun: number;
}

/**
 * Paints a fir from its lowest branches up, so that the upper ones lie over the lower ones. The branches stand all
 * around the trunk: those behind it first, those towards the viewer last.
 */
export function paintConifer(picture: Picture, random: Random, tree: Conifer): void {
  const { x, y, tall, needles } = tree;
  const trunk = scale(needles, 0.5);
  stroke(picture, {
    from: [x, y],
    to: [x, y - tall * 0.97],
    width: [tall * 0.03, 1],
    light: trunk,
    amount: 1,
    blur: 1.2,
  });
  const tiers = Math.round(Math.min(30, 9 + tall / 18));
  const slim = between(random, 0.2, 0.26);
  for (let tier = tiers; tier >= 0; tier--) {
    const t = (tier + between(random, -0.25, 0.25)) / tiers;
    const height = y - tall * (0.985 - Math.max(0, t) * 0.9);
    const reach = tall * (0.012 + slim * Math.max(0, t) ** 0.9) * between(random, 0.85, 1.12);
    const count = Math.round(5 + 6 * Math.min(1, reach / 60));
    const start = random() * Math.PI;
    const turns = Array.from({ length: count }, (_, i) => start + ((i + random() * 0.5) / count) * Math.PI * 2);
    turns.sort((a, b) => Math.sin(a) - Math.sin(b));
    for (const turn of turns)
      paintBranch(picture, random, tree, { height, reach: reach * between(random, 0.75, 1.1), turn });
  }
}

interface Branch {
  /** Row at which it leaves the trunk. */
  readonly height: number;
  readonly reach: number;
  /** Direction around the trunk; a quarter turn points at the viewer. */
  readonly turn: number;
}

function paintBranch(picture: Picture, random: Random, tree: Conifer, { height, reach, turn }: Branch): void {
  const across = Math.cos(turn) * reach;
  const towards = Math.sin(turn);
  const fall = reach * (0.42 + 0.2 * towards);
  const thick = Math.max(1.1, Math.min(reach * 0.19, 4 + tree.tall * 0.012));
  const pieces = Math.max(2, Math.min(14, Math.round(reach / 6.5)));
  const laden = random() < tree.laden;
  const facing = 0.5 + 0.5 * (Math.cos(turn) * tree.sun * 0.8 + 0.2 * towards);
  const dark = scale(tree.needles, between(random, 0.6, 1.05) * (0.65 + 0.35 * facing));
  const [lit, shaded] = tree.snow;
  const snow = scale(mix(shaded, lit, 0.15 + 0.85 * facing), between(random, 0.92, 1.04));
  const angle = Math.atan2(fall, across);
  const at = (t: number) => ({ x: tree.x + across * t, y: height + fall * (t * 1.25 - 0.25 * t * t * t) });
  for (let i = 0; i <= pieces; i++) {
    const t = 0.12 + (0.88 * i) / pieces;
    const size = thick * (1.15 - 0.6 * t) * between(random, 0.85, 1.2);
    const spot = at(t);
    dab(picture, {
      x: spot.x,
      y: spot.y + size * 0.75,
      radius: size * 1.35,
      roundness: 0.62,
      angle,
      softness: 0.5,
      light: dark,
      amount: 0.95,
    });
  }
  if (!laden) return;
  for (let i = 0; i <= pieces; i++) {
    const t = 0.16 + (0.8 * i) / pieces;
    const size = thick * (1.05 - 0.5 * t) * between(random, 0.8, 1.15);
    const spot = at(t);
    const below = mix(snow, shaded, 0.65);
    // On a branch of a pixel or two nobody sees the shaded side of its snow.
    if (thick > 2)
      dab(picture, {
        x: spot.x,
        y: spot.y + size * 0.1,
        radius: size * 1.2,
        roundness: 0.55,
        angle,
        softness: 0.45,
        light: below,
        amount: 0.9,
      });
    dab(picture, {
      x: spot.x,
      y: spot.y - size * 0.18,
      radius: size * 1.02,
      roundness: 0.5,
      angle,
      softness: 0.6,
      light: snow,
      amount: 0.9,
    });
  }
}
