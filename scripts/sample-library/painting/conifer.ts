import { stroke } from './brush.ts';
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
  readonly snow: Colour;
  /** Share of the branches that carry snow, 0 to 1. */
  readonly laden: number;
  /** Width of the fading edge in pixels. */
  readonly blur: number;
}

/** Paints a fir from its top down: drooping branches in layers, each with snow on its upper side. */
export function paintConifer(picture: Picture, random: Random, tree: Conifer): void {
  const { x, y, tall, needles, snow, blur } = tree;
  const trunk = scale(needles, 0.6);
  stroke(picture, { from: [x, y], to: [x, y - tall], width: [tall * 0.028, 1], light: trunk, amount: 1, blur });
  const layers = Math.round(Math.min(46, 14 + tall / 14));
  const slim = between(random, 0.17, 0.23);
  for (let layer = 0; layer < layers; layer++) {
    const t = (layer + random() * 0.6) / layers;
    const at = y - tall * (1 - 0.015 - t * 0.9);
    const reach = tall * slim * (0.06 + t) * between(random, 0.75, 1.15);
    const dark = mix(needles, trunk, 0.6 * random());
    for (const side of [-1, 1]) {
      for (const share of [1, 0.62]) {
        const length = reach * share * between(random, 0.75, 1.1);
        const droop = length * between(random, 0.3, 0.52) * (share === 1 ? 1 : 1.3);
        const tip: readonly [number, number] = [x + side * length, at + droop];
        const thick = Math.max(1.4, tall * 0.021 * (0.5 + t * 0.7));
        stroke(picture, {
          from: [x, at],
          to: tip,
          width: [thick * 0.8, thick * 0.3],
          light: scale(dark, share === 1 ? 0.85 : 1.1),
          amount: 0.95,
          blur,
        });
        stroke(picture, {
          from: [x + side * length * 0.5, at + droop * 0.5],
          to: [tip[0] - side * length * 0.12, tip[1] + thick],
          width: [thick, thick * 0.3],
          light: scale(dark, 0.7),
          amount: 0.8,
          blur: blur * 1.5,
        });
        if (random() > tree.laden) continue;
        const lift = thick * 0.42;
        stroke(picture, {
          from: [x + side * length * between(random, 0.05, 0.3), at + droop * 0.18 - lift],
          to: [tip[0] - side * length * 0.03, tip[1] - lift],
          width: [thick * 0.75, thick * 0.5],
          light: scale(snow, between(random, 0.78, 1.06) * (side < 0 ? 1 : 0.84)),
          amount: 0.92,
          blur: Math.max(blur, 1.2),
        });
      }
    }
  }
}
