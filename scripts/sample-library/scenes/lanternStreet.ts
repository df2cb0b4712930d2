import { dab, glow, stroke } from '../painting/brush.ts';
import { type Colour, mix, scale, smoothStep } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { blankPicture, type Picture, repaint } from '../painting/picture.ts';
import { between, type Random, seededRandom } from '../painting/random.ts';
import { paintStrand } from '../painting/strand.ts';
import { paintWater } from '../painting/water.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

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

const wallAt = 2.4;
const eavesAt = 1.75;
const grain = noiseTile({ seed: 51, bumps: 8, octaves: 5, gain: 0.6, size: 512 });

interface Street {
  readonly centre: number;
  readonly view: View;
  readonly palette: Palette;
  readonly seed: number;
  readonly left: readonly House[];
  readonly right: readonly House[];
}

interface House {
  /** Where it begins and ends along the street. */
  readonly from: number;
  readonly to: number;
  readonly roof: number;
  readonly lit: number;
  readonly upperLit: number;
  readonly tone: number;
}

function paintStreet(picture: Picture, { seed, palette, end }: LanternStreet): void {
  const { width, height } = picture;
  const horizon = Math.round(height * 0.56);
  const view: View = { width, horizon, focal: Math.max(width, height) * 0.72, eye: 1.5 };
  const random = seededRandom(seed);
  const street: Street = { centre: width * end, view, palette, seed, left: houses(random), right: houses(random) };
  const mirror = blankPicture(width, height);
  paintHouses(picture, street, view.eye);
  paintHouses(mirror, street, -view.eye);
  hangLanterns(picture, seededRandom(seed + 1), street, view.eye);
  hangLanterns(mirror, seededRandom(seed + 1), street, -view.eye);
  paintWalkers(picture, street, view.eye);
  paintWalkers(mirror, street, -view.eye);
  paintWater(picture, mirror, view, { waves: 0.05, length: 2.2, depth: scale(palette.water, 0.7), seed });
  paveStreet(picture, street);
  // The feet stand on the street that was just painted.
  paintWalkers(picture, street, view.eye);
}

function houses(random: Random): House[] {
  const row: House[] = [];
  for (let from = 0; from < 70;) {
    const to = from + between(random, 3.4, 5.6);
    row.push({
      from,
      to,
      roof: between(random, 4.5, 5.7),
      lit: random() < 0.75 ? between(random, 0.6, 1.3) : 0.12,
      upperLit: random() < 0.5 ? between(random, 0.25, 0.8) : 0.05,
      tone: between(random, 0.7, 1.2),
    });
    from = to;
  }
  return row;
}

/** Looks along every pixel of the upper half until an eave or a wall is met. */
function paintHouses(picture: Picture, street: Street, eye: number): void {
  const { view, palette, centre } = street;
  const sky = palette.sky;
  const far = mix(palette.haze, palette.sun, 0.35);
  repaint(picture, (pixel, x, y) => {
    const dx = (x + 0.5 - centre) / view.focal;
    const up = (view.horizon - y - 0.5) / view.focal;
    const row = dx < 0 ? street.left : street.right;
    const away = wallAt / Math.max(Math.abs(dx), 1e-4);
    const h = eye + up * away;
    let light: Colour = mix(sky[0] ?? far, sky[sky.length - 1] ?? far, Math.min(1, Math.max(0, up * 1.9)));
    light = mix(light, far, 0.5 * Math.exp(-(dx * dx + up * up) * 30));
    const house = row[houseAt(row, Math.min(away, 69))];
    if (house && away < 60 && h < house.roof) {
      light = facade(street, house, away, h);
      const fog = 1 - Math.exp(-away / 26);
      light = mix(light, far, fog);
    }
    const eaves = eavesAbove(street, row, dx, up, eye);
    if (eaves && eaves.away < away) light = mix(eaves.light, far, 1 - Math.exp(-eaves.away / 26));
    pixel[0] = light[0];
    pixel[1] = light[1];
    pixel[2] = light[2];
  });
}

function houseAt(row: readonly House[], away: number): number {
  let index = 0;
  while (index < row.length - 1 && (row[index]?.to ?? 0) < away) index++;
  return index;
}

/** The front of a house: lattice over paper windows below, a dark wall with a row of small windows above. */
function facade({ palette }: Street, house: House, away: number, h: number): Colour {
  const u = (away - house.from) / (house.to - house.from);
  const wood = scale(palette.ground[1], house.tone * (0.8 + 0.4 * grain(away * 0.35, h * 0.05)));
  const lamp = palette.sun;
  const slat = smoothStep(0.38, 0.5, Math.abs(((away * 9) % 1) - 0.5));
  const post = u < 0.035 || u > 0.965 ? 1 : 0;
  let glowing = 0;
  if (h > 0.55 && h < 2.15 && u > 0.08 && u < 0.92) {
    const door = u > 0.4 && u < 0.62;
    const frame = smoothStep(0.035, 0.02, Math.abs(u - 0.4)) + smoothStep(0.035, 0.02, Math.abs(u - 0.62));
    const beam = smoothStep(0.05, 0.03, Math.abs(h - 1.65));
    glowing = house.lit * (door ? 0.95 : 0.9 - 0.72 * slat) * (1 - Math.min(1, frame + beam) * 0.85);
    glowing *= 0.65 + 0.35 * Math.cos((u - 0.5) * 4) + 0.1 * grain(away * 0.2, h * 0.2);
  } else if (h > 3.15 && h < 4.05 && u > 0.12 && u < 0.88) {
    glowing = house.upperLit * (0.85 - 0.75 * slat) * (Math.abs(u - 0.5) < 0.03 ? 0.2 : 1);
  }
  const spill = Math.exp(-Math.abs(h - 2.2) * 1.6) * 0.32 + 0.06;
  const body = post > 0 ? scale(wood, 0.55) : wood;
  const reflected: Colour = [
    body[0] * (0.25 + lamp[0] * spill * 3),
    body[1] * (0.25 + lamp[1] * spill * 3),
    body[2] * (0.3 + lamp[2] * spill * 3),
  ];
  return [
    reflected[0] + lamp[0] * glowing * 1.1,
    reflected[1] + lamp[1] * glowing * 0.9,
    reflected[2] + lamp[2] * glowing * 0.75,
  ];
}

/** The underside and the edge of the eaves that stand out over the street, at two heights. */
function eavesAbove(
  { palette }: Street,
  row: readonly House[],
  dx: number,
  up: number,
  eye: number,
): { away: number; light: Colour } | undefined {
  let nearest: { away: number; light: Colour } | undefined;
  const edgeAway = eavesAt / Math.max(Math.abs(dx), 1e-4);
  const edgeHeight = eye + up * edgeAway;
  const edgeHouse = row[houseAt(row, Math.min(edgeAway, 69))];
  for (const upper of [false, true]) {
    const heightOf = (house: House) => (upper ? house.roof - 0.12 : 2.62);
    if (edgeHouse && edgeAway < 60) {
      const low = heightOf(edgeHouse);
      const thick = upper ? 0.3 : 0.2;
      if (edgeHeight > low && edgeHeight < low + thick) {
        const tile = 0.75 + 0.35 * Math.abs(((edgeAway * 4) % 1) - 0.5);
        nearest = { away: edgeAway, light: scale(palette.ground[2], tile * (upper ? 1.3 : 1)) };
      }
    }
    for (const house of row) {
      if (up <= 1e-4) break;
      const away = (heightOf(house) - eye) / up;
      if (away < house.from || away > house.to || (nearest && away > nearest.away)) continue;
      const side = Math.abs(dx) * away;
      if (side < eavesAt || side > wallAt) continue;
      const rafter = 0.7 + 0.5 * smoothStep(0.25, 0.4, Math.abs(((away * 3.3) % 1) - 0.5));
      const lit = upper ? 0.12 : 0.28 * house.lit + 0.08;
      const light: Colour = [0, 1, 2].map(
        (c) => palette.ground[1][c as 0] * rafter * 0.5 + palette.sun[c as 0] * lit * 0.16 * rafter,
      ) as unknown as Colour;
      nearest = { away, light };
    }
  }
  return nearest;
}

interface Spot3 {
  readonly x: number;
  readonly h: number;
  readonly away: number;
}

function project({ centre, view }: Street, spot: Spot3, eye: number): { x: number; y: number; metre: number } {
  const metre = view.focal / spot.away;
  return { x: centre + spot.x * metre, y: view.horizon + (eye - spot.h) * metre, metre };
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

/** Two people under a paper umbrella. */
function paintWalkers(picture: Picture, street: Street, eye: number): void {
  const { palette } = street;
  const people: readonly (readonly [x: number, away: number, tall: number])[] = [
    [0.32, 9, 1.62],
    [-0.12, 9.2, 1.7],
  ];
  const dark = scale(palette.ground[2], 0.7);
  for (const [x, away, tall] of people) {
    const at = (h: number, side: number) => project(street, { x: x + side, h, away }, eye);
    const metre = at(0, 0).metre;
    const joint = (h: number, width: number) => ({ ...at(h, 0), width: width * metre });
    paintStrand(picture, {
      joints: [joint(0.02, 0.3), joint(0.6, 0.36), joint(1.0, 0.38), joint(1.3, 0.42), joint(1.42, 0.2)],
      lights: [dark, mix(dark, palette.haze, 0.12)],
      amount: 1,
      blur: 1.5,
      round: 0.3,
    });
    const head = at(tall - 0.1, 0);
    dab(picture, {
      x: head.x,
      y: head.y,
      radius: 0.105 * metre,
      roundness: 1.2,
      angle: 0,
      softness: 0.2,
      light: dark,
      amount: 1,
    });
  }
  paintUmbrella(picture, street, eye);
}

function paintUmbrella(picture: Picture, street: Street, eye: number): void {
  const red = street.palette.accents[0];
  const middle = project(street, { x: 0.12, h: 1.78, away: 8.9 }, eye);
  const half = 0.78 * middle.metre;
  const rise = 0.34 * middle.metre;
  for (let y = -rise; y <= 0; y++) {
    const reach = half * Math.sqrt(1 - (y / rise) ** 2) * (1 - 0.12 * (1 + y / rise));
    const light = scale(red, 0.55 + 0.35 * (-y / rise));
    stroke(picture, {
      from: [middle.x - reach, middle.y + y],
      to: [middle.x + reach, middle.y + y],
      width: [1.6, 1.6],
      light,
      amount: 0.9,
      blur: 1,
    });
  }
  for (let rib = -3; rib <= 3; rib++) {
    const to = [middle.x + (rib / 3.4) * half, middle.y] as const;
    stroke(picture, {
      from: [middle.x, middle.y - rise],
      to,
      width: [0.8, 1],
      light: scale(red, 0.3),
      amount: 0.5,
      blur: 1.3,
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
