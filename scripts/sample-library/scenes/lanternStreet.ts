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

const lowEaves = 2.62;
const lowestRoof = 4.9;
const highestRoof = 5.25;
const wallAt = 2.4;
const eavesAt = 1.75;
const grain = noiseTile({ seed: 51, bumps: 8, octaves: 5, gain: 0.6, size: 512 });

interface Street {
  readonly centre: number;
  readonly view: View;
  readonly palette: Palette;
  readonly left: HouseRow;
  readonly right: HouseRow;
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

interface HouseRow {
  readonly houses: readonly House[];
  /** The number of the house at every quarter of a metre along the street. */
  readonly at: Uint8Array;
}

function houseRow(random: Random): HouseRow {
  const row = houses(random);
  const at = Uint8Array.from({ length: 282 }, (_, quarter) => row.findIndex((house) => house.to > quarter / 4 + 0.01));
  return { houses: row, at };
}

function houseAt(row: HouseRow, away: number): House | undefined {
  return row.houses[row.at[Math.min(281, Math.floor(away * 4))] ?? 0];
}

function houses(random: Random): House[] {
  const row: House[] = [];
  for (let from = 0; from < 70;) {
    const to = from + between(random, 3.4, 5.6);
    row.push({
      from,
      to,
      roof: between(random, lowestRoof, highestRoof),
      lit: random() < 0.75 ? between(random, 0.6, 1.3) : 0.12,
      upperLit: random() < 0.5 ? between(random, 0.25, 0.8) : 0.05,
      tone: between(random, 0.7, 1.2),
    });
    from = to;
  }
  return row;
}

/** Looks along every pixel until an eave or a wall is met. Pixels that look at the street are left alone. */
function paintHouses(picture: Picture, street: Street, eye: number): void {
  const { view, palette, centre } = street;
  const far = mix(palette.haze, palette.sun, 0.22);
  const high = palette.sky[palette.sky.length - 1] ?? far;
  const low = palette.sky[0] ?? far;
  const see = (x: number, y: number): Colour | undefined => {
    const dx = (x - centre) / view.focal;
    const side = Math.max(Math.abs(dx), 1e-4);
    const up = (view.horizon - y) / view.focal;
    const row = dx < 0 ? street.left : street.right;
    const away = wallAt / side;
    const h = eye + up * away;
    if (h < 0 && eye > 0) return undefined;
    const eaves = eavesAbove(street, row, { side, up, eye });
    const house = houseAt(row, away);
    if (eaves && eaves.away < away) return mix(eaves.light, far, 1 - Math.exp(-eaves.away / 30));
    if (house && away < 60 && h < house.roof) {
      return mix(facade(street, house, away, Math.max(0, h)), far, 1 - Math.exp(-away / 30));
    }
    const sky = mix(low, high, Math.min(1, Math.max(0, up * 1.9)));
    return mix(sky, far, 0.5 * Math.exp(-(dx * dx + up * up) * 30));
  };
  repaint(picture, (pixel, x, y) => {
    // Two looks, so that slanting edges come out smooth; the mirror is blurred by the wet street anyway.
    const first = see(x + 0.25, y + 0.3) ?? pixel;
    const second = eye > 0 ? (see(x + 0.75, y + 0.7) ?? pixel) : first;
    const light = [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2, (first[2] + second[2]) / 2] as const;
    [pixel[0], pixel[1], pixel[2]] = light;
  });
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

interface Look {
  readonly side: number;
  readonly up: number;
  readonly eye: number;
}

/** The underside or the edge of the eaves that stand out over the street, at two heights. */
function eavesAbove(
  { palette }: Street,
  row: HouseRow,
  { side, up, eye }: Look,
): { away: number; light: Colour } | undefined {
  const edgeAway = eavesAt / side;
  const edgeHeight = eye + up * edgeAway;
  const edgeHouse = edgeAway < 60 ? houseAt(row, edgeAway) : undefined;
  if (edgeHouse) {
    for (const [low, thick] of [
      [lowEaves, 0.2],
      [edgeHouse.roof - 0.12, 0.3],
    ] as const) {
      if (edgeHeight < low || edgeHeight > low + thick) continue;
      const tile = 0.75 + 0.35 * Math.abs(((edgeAway * 4) % 1) - 0.5);
      return { away: edgeAway, light: scale(palette.ground[2], tile * (1 + low * 0.06)) };
    }
  }
  if (up <= 1e-4) return undefined;
  const lowAway = (lowEaves - eye) / up;
  if (lowAway > edgeAway && lowAway < wallAt / side && lowAway < 60) {
    return { away: lowAway, light: underside(palette, lowAway, 0.26 * (houseAt(row, lowAway)?.lit ?? 0) + 0.06) };
  }
  // The roofs differ in height: of the few houses whose roof the look may meet, the first that it does meet.
  const last = row.at[Math.min(281, Math.max(0, Math.floor(((highestRoof - eye) / up) * 4)))] ?? 0;
  for (let i = row.at[Math.min(281, Math.max(0, Math.floor(((lowestRoof - eye) / up) * 4)))] ?? 0; i <= last; i++) {
    const house = row.houses[i];
    if (!house) break;
    const away = (house.roof - 0.12 - eye) / up;
    if (away < house.from || away > house.to || away < edgeAway || away > wallAt / side) continue;
    return { away, light: underside(palette, away, 0.09) };
  }
  return undefined;
}

function underside(palette: Palette, away: number, lit: number): Colour {
  const rafter = 0.6 + 0.6 * smoothStep(0.25, 0.4, Math.abs(((away * 3.3) % 1) - 0.5));
  const wood = palette.ground[1];
  const lamp = palette.sun;
  return [
    rafter * (wood[0] * 0.28 + lamp[0] * lit * 0.12),
    rafter * (wood[1] * 0.28 + lamp[1] * lit * 0.12),
    rafter * (wood[2] * 0.32 + lamp[2] * lit * 0.12),
  ];
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

/** Someone in a kimono under a paper umbrella, seen from behind. */
function paintWalker(picture: Picture, street: Street, eye: number): void {
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
