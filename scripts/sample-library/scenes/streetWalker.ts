import { dab, stroke } from '../painting/brush.ts';
import { mix, scale } from '../painting/colour.ts';
import type { Picture } from '../painting/picture.ts';
import { paintStrand } from '../painting/strand.ts';
import { project, type Street } from './streetHouses.ts';

/** Someone in a kimono under a paper umbrella, seen from behind. */
export function paintWalker(picture: Picture, street: Street, eye: number): void {
  const { palette } = street;
  const place = { x: 0.35, away: 8.2 };
  const at = (h: number, side: number) => project(street, { x: place.x + side, h, away: place.away }, eye);
  const metre = at(0, 0).metre;
  const joint = (h: number, side: number, width: number) => ({ ...at(h, side), width: width * metre });
  const robe = mix(palette.ground[2], palette.haze, 0.12);
  const lights = [scale(robe, 0.6), mix(robe, palette.sun, 0.06)] as const;
  const cloth = { lights, amount: 1, blur: 1.3, round: 0.45 };
  for (const foot of [-0.07, 0.08])
    dab(picture, {
      ...at(0.03, foot),
      radius: 0.06 * metre,
      roundness: 0.5,
      angle: 0,
      softness: 0.3,
      light: [0.5, 0.47, 0.42],
      amount: 1,
    });
  paintStrand(picture, {
    ...cloth,
    joints: [
      joint(0.12, 0, 0.27),
      joint(0.45, 0, 0.33),
      joint(0.8, 0, 0.36),
      joint(1.05, 0, 0.33),
      joint(1.3, 0, 0.36),
      joint(1.4, 0, 0.2),
    ],
  });
  for (const side of [-1, 1])
    paintStrand(picture, {
      ...cloth,
      joints: [
        joint(1.32, side * 0.15, 0.12),
        joint(1.05, side * 0.24, 0.15),
        joint(0.82, side * 0.25, 0.19),
        joint(0.74, side * 0.24, 0.12),
      ],
    });
  const sash = scale(palette.accents[1] ?? palette.accents[0], 0.3);
  paintStrand(picture, { ...cloth, joints: [joint(0.99, -0.1, 0.16), joint(0.99, 0.1, 0.16)], lights: [sash, sash] });
  dab(picture, {
    ...at(1.52, 0),
    radius: 0.1 * metre,
    roundness: 1.15,
    angle: 0,
    softness: 0.25,
    light: scale(palette.ground[2], 0.5),
    amount: 1,
  });
  paintUmbrella(picture, street, { top: at(1.98, 0.08), rim: at(1.6, 0.08), metre });
}

interface Umbrella {
  readonly top: { readonly x: number; readonly y: number };
  readonly rim: { readonly x: number; readonly y: number };
  readonly metre: number;
}

/** A shallow cone of oiled paper on bamboo ribs: lanterns shine through it, and its rim hangs in small arcs between the ribs. */
function paintUmbrella(picture: Picture, { palette }: Street, { top, rim, metre }: Umbrella): void {
  const red = palette.accents[0];
  const half = 0.72 * metre;
  const rise = rim.y - top.y;
  const ribs = 16;
  for (let x = -half; x <= half; x++) {
    const u = x / half;
    const rib = (Math.asin(u) / Math.PI + 0.5) * ribs;
    const between = Math.abs((rib % 1) - 0.5) * 2;
    const crown = top.y + rise * (1 - Math.sqrt(1 - u * u)) * 0.35 + rise * 0.62 * Math.abs(u) ** 1.25;
    const edge = rim.y - rise * 0.16 * (1 - between * between) * 0.5 + rise * 0.1 * Math.sqrt(1 - u * u);
    if (edge <= crown) continue;
    const shine = 0.42 + 0.42 * (1 - u * u) - 0.18 * u;
    const light = scale(red, shine * (between > 0.86 ? 0.45 : 1));
    stroke(picture, { from: [rim.x + x, crown], to: [rim.x + x, edge], width: [1.5, 1.5], light, amount: 1, blur: 1 });
  }
  stroke(picture, {
    from: [top.x, top.y - 3],
    to: [top.x, top.y + 4],
    width: [4, 7],
    light: scale(palette.ground[2], 0.7),
    amount: 1,
    blur: 1,
  });
}
