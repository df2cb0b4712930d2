import { type Colour, mix, scale, smoothStep } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { type Picture, repaint } from '../painting/picture.ts';
import { between, type Random } from '../painting/random.ts';
import type { Palette } from '../palettes.ts';

/** A street that runs straight away from the camera. All lengths are metres. */
export interface Street {
  /** Column in which it vanishes. */
  readonly centre: number;
  readonly view: View;
  readonly palette: Palette;
  readonly left: HouseRow;
  readonly right: HouseRow;
}

/** One house of a row. */
interface House {
  /** Where it begins and ends along the street. */
  readonly from: number;
  readonly to: number;
  readonly roof: number;
  readonly lit: number;
  readonly upperLit: number;
  readonly tone: number;
}

/** A place in the street: to the right of its middle, above the ground, and away from the camera. */
export interface StreetSpot {
  readonly x: number;
  readonly h: number;
  readonly away: number;
}

/** Where a place of the street lies in the picture, and how many pixels a metre is there. */
export function project(
  { centre, view }: Street,
  spot: StreetSpot,
  eye: number,
): { x: number; y: number; metre: number } {
  const metre = view.focal / spot.away;
  return { x: centre + spot.x * metre, y: view.horizon + (eye - spot.h) * metre, metre };
}

/** The houses along one side. */
export interface HouseRow {
  readonly houses: readonly House[];
  /** The number of the house at every quarter of a metre along the street. */
  readonly at: Uint8Array;
}

/** Builds houses side by side. */
export function houseRow(random: Random): HouseRow {
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
export function paintHouses(picture: Picture, street: Street, eye: number): void {
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
  let last: Colour = far;
  repaint(picture, (pixel, x, y) => {
    if (eye < 0) {
      // The wet street blurs its mirror: one look for two pixels.
      if (x % 2 === 0) last = see(x + 1, y + 0.5) ?? far;
      pixel[0] = last[0];
      pixel[1] = last[1];
      pixel[2] = last[2];
      return;
    }
    // Two looks, so that slanting edges come out smooth.
    const first = see(x + 0.25, y + 0.3) ?? pixel;
    const second = see(x + 0.75, y + 0.7) ?? pixel;
    const red = first[0] + second[0];
    const green = first[1] + second[1];
    pixel[2] = (first[2] + second[2]) / 2;
    pixel[1] = green / 2;
    pixel[0] = red / 2;
  });
}

const lowEaves = 2.62;
const lowestRoof = 4.9;
const highestRoof = 5.25;
/** Distance of the walls from the middle of the street. */
export const wallAt = 2.4;
const eavesAt = 1.75;
/** The grain of wood and stone. */
export const grain = noiseTile({ seed: 51, bumps: 8, octaves: 5, gain: 0.6, size: 512 });

/** The front of a house: lattice over paper windows below, a dark wall with a row of small windows above. */
function facade({ palette }: Street, house: House, away: number, h: number): Colour {
  const u = (away - house.from) / (house.to - house.from);
  const wood = palette.ground[1];
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
  const body = house.tone * (0.8 + 0.4 * grain(away * 0.35, h * 0.05)) * (post > 0 ? 0.55 : 1);
  return [
    wood[0] * body * (0.25 + lamp[0] * spill * 3) + lamp[0] * glowing * 1.1,
    wood[1] * body * (0.25 + lamp[1] * spill * 3) + lamp[1] * glowing * 0.9,
    wood[2] * body * (0.3 + lamp[2] * spill * 3) + lamp[2] * glowing * 0.75,
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
  if (up <= 1e-4) return undefined;
  const edgeAway = eavesAt / side;
  const edgeHeight = eye + up * edgeAway;
  const roof = edgeAway < 60 ? (houseAt(row, edgeAway)?.roof ?? 0) - 0.12 : 0;
  const isLow = edgeHeight >= lowEaves && edgeHeight <= lowEaves + 0.2;
  if (isLow || (roof > 0 && edgeHeight >= roof && edgeHeight <= roof + 0.3)) {
    const tile = 0.75 + 0.35 * Math.abs(((edgeAway * 4) % 1) - 0.5);
    return { away: edgeAway, light: scale(palette.ground[2], tile * (isLow ? 1.16 : 1.3)) };
  }
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
