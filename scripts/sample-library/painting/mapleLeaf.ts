import { bell, between, type Random } from './random.ts';

/** Colour of a leaf in its middle and at its tips. */
export type LeafColour = readonly [middle: string, tips: string];

/** Where a leaf hangs. */
export interface MapleLeaf {
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
export function mapleLeaf(random: Random, { x, y, size, colours }: MapleLeaf): string {
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
