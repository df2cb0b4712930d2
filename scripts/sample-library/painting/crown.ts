import { dab } from './brush.ts';
import { type Colour, mix, scale } from './colour.ts';
import type { Picture } from './picture.ts';
import { bell, between, type Random } from './random.ts';

/** The leaves of a tree, in heaps. */
export interface Crown {
  readonly x: number;
  readonly y: number;
  /** Half its width and half its height in pixels. */
  readonly reach: readonly [across: number, up: number];
  /** Leaves in the shade, in the light, and those that shine. */
  readonly lights: readonly [shade: Colour, lit: Colour, shining: Colour];
  readonly leaf: number;
  readonly heaps: number;
  readonly haze: Colour;
  /** How much of the tree the haze hides, 0 to 1. */
  readonly far: number;
}

/** Paints leaves heap by heap: dark ones below, light ones on the upper left where the sun is. */
export function paintCrown(picture: Picture, random: Random, crown: Crown): void {
  const [across, up] = crown.reach;
  const heaps = Array.from({ length: crown.heaps }, () => {
    const turn = random() * Math.PI * 2;
    const out = Math.sqrt(random());
    return {
      x: crown.x + Math.cos(turn) * out * across,
      y: crown.y + Math.sin(turn) * out * up,
      size: between(random, 0.24, 0.42),
    };
  }).sort((a, b) => a.y - b.y);
  const [shade, lit, shining] = crown.lights;
  for (const heap of heaps) {
    const light = mix(mix(shade, lit, 0.35 + 0.3 * random()), crown.haze, crown.far);
    dab(picture, {
      x: heap.x,
      y: heap.y,
      radius: heap.size * across * 0.95,
      roundness: 0.75,
      angle: 0,
      softness: 0.45,
      light,
      amount: 0.95,
    });
  }
  for (const heap of heaps) {
    const height = (crown.y - heap.y) / up;
    const count = 64;
    for (let i = 0; i < count; i++) {
      const px = bell(random) * 0.42;
      const py = bell(random) * 0.36;
      const sunny = -px * 0.35 - py * 0.9 + height * 0.35 + bell(random) * 0.22 + (i / count - 0.5) * 0.5;
      const base = sunny < 0 ? mix(lit, shade, Math.min(1, -sunny * 1.4)) : mix(lit, shining, Math.min(1, sunny * 1.1));
      dab(picture, {
        x: heap.x + px * heap.size * across,
        y: heap.y + py * heap.size * across * 0.75,
        radius: crown.leaf * between(random, 0.6, 1.3),
        roundness: between(random, 0.45, 0.8),
        angle: random() * 3,
        softness: 0.4,
        light: mix(scale(base, between(random, 0.8, 1.2)), crown.haze, crown.far),
        amount: 0.9,
      });
    }
  }
}
