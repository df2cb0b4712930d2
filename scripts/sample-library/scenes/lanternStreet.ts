import { dab, glow, stroke } from '../painting/brush.ts';
import { type Colour, mix, scale, smoothStep } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { blankPicture, type Picture, repaint } from '../painting/picture.ts';
import { between, type Random, seededRandom } from '../painting/random.ts';
import { paintWater } from '../painting/water.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';
import { grain, houseRow, paintHouses, project, type Street, wallAt } from './streetHouses.ts';
import { paintWalker } from './streetWalker.ts';

/** A street of old wooden houses after the rain, at the blue hour. */
export interface LanternStreet {
  readonly seed: number;
  readonly palette: Palette;
  /** Where the street ends, 0 left to 1 right. */
  readonly end: number;
}

/** The picture of a street with lanterns. All lengths in it are metres. */
export function lanternStreet(how: LanternStreet): Scene {
  return (picture) => {
    paintStreet(picture, how);
  };
}

function paintStreet(picture: Picture, { seed, palette, end }: LanternStreet): void {
  const { width, height } = picture;
  const horizon = Math.round(height * 0.56);
  const view: View = { width, horizon, focal: Math.max(width, height) * 0.72, eye: 1.5 };
  const random = seededRandom(seed);
  const street: Street = { centre: width * end, view, palette, left: houseRow(random), right: houseRow(random) };
  const mirror = blankPicture(width, height);
  paintHouses(mirror, street, -view.eye);
  hangLanterns(mirror, seededRandom(seed + 1), street, -view.eye);
  paintWalker(mirror, street, -view.eye);
  paintWater(picture, mirror, view, { waves: 0.045, length: 2.2, depth: scale(palette.water, 0.7), seed });
  paveStreet(picture, street);
  paintHouses(picture, street, view.eye);
  hangLanterns(picture, seededRandom(seed + 1), street, view.eye);
  paintWalker(picture, street, view.eye);
}

/** Paper lanterns under the eaves on both sides, the far ones first. */
function hangLanterns(picture: Picture, random: Random, street: Street, eye: number): void {
  const { palette } = street;
  for (let i = 17; i >= 0; i--) {
    for (const side of [-1, 1]) {
      const away = 2.9 + i * 1.9 + (side > 0 ? 0.8 : 0) + between(random, -0.3, 0.3);
      const { x, y, metre } = project(street, { x: side * 1.72, h: 2.1, away }, eye);
      const light = palette.accents[Math.floor(random() * palette.accents.length)] ?? palette.sun;
      const fog = Math.exp(-away / 30);
      paintLantern(picture, { x, y, size: metre * 0.17, light: mix(palette.sun, light, 0.35 + 0.65 * fog) });
    }
  }
}

function paintLantern(
  picture: Picture,
  { x, y, size, light }: { x: number; y: number; size: number; light: Colour },
): void {
  const oval = { x, y, angle: 0 };
  glow(picture, { ...oval, radius: size * 9, roundness: 1, softness: 1, light, amount: 0.16 });
  glow(picture, { ...oval, radius: size * 3, roundness: 1.1, softness: 1, light, amount: 0.4 });
  dab(picture, { ...oval, radius: size, roundness: 1.3, softness: 0.12, light: scale(light, 0.9), amount: 1 });
  dab(picture, {
    ...oval,
    radius: size * 0.82,
    roundness: 1.25,
    softness: 1,
    light: scale(mix(light, [1, 0.85, 0.55], 0.55), 2.1),
    amount: 0.95,
  });
  for (let rib = -4; rib <= 4 && size > 7; rib++) {
    const ry = y + rib * size * 0.26;
    const half = size * Math.sqrt(Math.max(0, 1 - (rib * 0.2) ** 2)) * 0.97;
    stroke(picture, {
      from: [x - half, ry],
      to: [x + half, ry],
      width: [1, 1],
      light: scale(light, 0.5),
      amount: 0.22,
      blur: 1.4,
    });
  }
  for (const end of [-1, 1]) {
    dab(picture, {
      x,
      y: y + end * size * 1.27,
      radius: size * 0.5,
      roundness: 0.3,
      angle: 0,
      softness: 0.3,
      light: [0.01, 0.008, 0.008],
      amount: 0.95,
    });
  }
}

/** Lets the joints of the paving show through the wet. */
function paveStreet(picture: Picture, { view, centre, palette }: Street): void {
  const stone = palette.ground[0];
  repaint(picture, (pixel, x, y) => {
    const drop = y + 0.5 - view.horizon;
    if (drop <= 0) return;
    const away = (view.eye * view.focal) / drop;
    const side = ((x - centre) * away) / view.focal;
    if (Math.abs(side) > wallAt || away > 40) return;
    const sharp = Math.min(1, drop / 120);
    const course = Math.floor(away / 0.62);
    const shifted = side + (course % 2) * 0.42;
    const joint = Math.max(
      smoothStep(0.46, 0.495, Math.abs(((away / 0.62) % 1) - 0.5)),
      smoothStep(0.47, 0.495, Math.abs((((shifted + 20) / 0.84) % 1) - 0.5)),
    );
    const dry = smoothStep(-0.1, 0.5, grain(side * 0.14 + 0.3, away * 0.07)) * 0.5;
    const tone = 1 - (joint * 0.55 + dry * 0.35 + 0.16 * grain(side * 0.8, away * 0.8)) * sharp;
    const lift = dry * 0.05 * sharp;
    pixel[0] = pixel[0] * tone + stone[0] * lift;
    pixel[1] = pixel[1] * tone + stone[1] * lift;
    pixel[2] = pixel[2] * tone + stone[2] * lift;
  });
}
