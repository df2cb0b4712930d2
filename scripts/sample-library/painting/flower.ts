/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, smoothStep } from './colour.ts';
import { noiseTile } from './noise.ts';
import type { Picture } from './picture.ts';

/** A flower seen somewhat from the side. Lengths are shares of its radius. */
export interface Flower {
  readonly x: number;
  readonly y: number;
  /** Pixels. */
  readonly radius: number;
  /** Height compared with width: 1 is seen from the front. */
  readonly squash: number;
  /** Turn of the whole flower in radians. */
  readonly lean: number;
  /** The lowest first. */
  readonly petals: readonly Petal[];
  /** Width of the fading edge in pixels: more is out of focus. */
  readonly blur: number;
}

/** One petal. */
export interface Petal {
  /** Direction from the middle in radians. */
  readonly turn: number;
  /** Distance of its foot from the middle. */
  readonly start: number;
  readonly length: number;
  readonly width: number;
  /** Where it is widest: 0.3 near the foot, 0.7 near the tip. */
  readonly belly: number;
  /** Depth of the notch in the tip; a negative one makes it pointed. */
  readonly notch: number;
  /** Waviness of the edge. */
  readonly ruffle: number;
  readonly foot: Colour;
  readonly tip: Colour;
  /** Brightness, for petals in the light or in the shade of others. */
  readonly bright: number;
}

/** Paints the petals so that each hides those below and darkens where it dips under those above. */
export function paintFlower(picture: Picture, flower: Flower): void {
  const { width, height, light } = picture;
  const { radius, squash, lean } = flower;
  const cos = Math.cos(lean);
  const sin = Math.sin(lean);
  const cells = petalsByPlace(flower.petals.map((petal) => prepare(petal, flower)).reverse());
  const reach = radius * 1.15 + flower.blur;
  const left = Math.max(0, Math.floor(flower.x - reach));
  const right = Math.min(width - 1, Math.ceil(flower.x + reach));
  const top = Math.max(0, Math.floor(flower.y - reach));
  const bottom = Math.min(height - 1, Math.ceil(flower.y + reach));
  const spot: Spot = { amount: 0, red: 0, green: 0, blue: 0, shade: 1 };
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const dx = (x - flower.x) / radius;
      const dy = (y - flower.y) / radius;
      const px = dx * cos + dy * sin;
      const py = (dy * cos - dx * sin) / squash;
      if (px * px + py * py > 1.4) continue;
      spot.amount = spot.red = spot.green = spot.blue = 0;
      spot.shade = 1;
      for (const petal of cells[cellAt(px, py)]!) {
        seePetal(petal, px, py, spot);
        if (spot.amount > 0.995) break;
      }
      if (spot.amount <= 0) continue;
      const i = (y * width + x) * 3;
      const behind = 1 - spot.amount;
      light[i] = light[i]! * behind + spot.red;
      light[i + 1] = light[i + 1]! * behind + spot.green;
      light[i + 2] = light[i + 2]! * behind + spot.blue;
    }
  }
}

const outlineSteps = 256;

const rings = 10;
const sectors = 24;

/** The cell of a flower, cut like a cake and in rings, in which a place lies. */
function cellAt(px: number, py: number): number {
  const ring = Math.min(rings - 1, Math.floor((Math.sqrt(px * px + py * py) / 1.2) * rings));
  const turn = Math.atan2(py, px) / (Math.PI * 2) + 1;
  return ring * sectors + (Math.floor(turn * sectors) % sectors);
}

/** For every cell the petals that may show in it, so that a dahlia need not ask all of its petals for every pixel. */
function petalsByPlace(petals: readonly Prepared[]): readonly (readonly Prepared[])[] {
  return Array.from({ length: rings * sectors }, (_, cell) => {
    const out = ((Math.floor(cell / sectors) + 0.5) / rings) * 1.2;
    const turn = ((cell % sectors) + 0.5) * ((Math.PI * 2) / sectors);
    const x = Math.cos(turn) * out;
    const y = Math.sin(turn) * out;
    // Half the diagonal of the cell, and some for soft edges.
    const slack = 0.6 / rings + (out * Math.PI) / sectors + 0.03;
    return petals.filter((petal) => {
      const along = x * petal.cos + y * petal.sin - petal.start;
      const across = Math.abs(y * petal.cos - x * petal.sin);
      return along > -slack && along < petal.length * 1.12 + slack && across < petal.width * 0.65 + slack + petal.edge;
    });
  });
}

interface Prepared extends Petal {
  readonly cos: number;
  readonly sin: number;
  /** Half the width along the petal, as a share of the largest one. */
  readonly outline: Float32Array;
  readonly seed: number;
  /** Width of the fading edge as a share of the radius of the flower. */
  readonly edge: number;
  /** Brightness by the direction towards the light, which comes from above. */
  readonly lit: number;
}

interface Spot {
  amount: number;
  red: number;
  green: number;
  blue: number;
  /** What is left of the light under the petals above. */
  shade: number;
}

function prepare(petal: Petal, flower: Flower): Prepared {
  const power = petal.belly / (1 - petal.belly);
  const peak = petal.belly ** power * (1 - petal.belly);
  const direction = petal.turn + flower.lean;
  return {
    ...petal,
    cos: Math.cos(petal.turn),
    sin: Math.sin(petal.turn),
    outline: Float32Array.from({ length: outlineSteps + 1 }, (_, i) =>
      Math.sqrt(((i / outlineSteps) ** power * (1 - i / outlineSteps)) / peak),
    ),
    seed: petal.turn * 1.7 + petal.length,
    edge: Math.max(1.3, flower.blur) / flower.radius,
    lit: petal.bright * (1 - 0.13 * Math.sin(direction)),
  };
}

const veins = noiseTile({ seed: 81, bumps: 8, octaves: 4, gain: 0.6, size: 256 });

/** Adds what one petal shows at a place of the flower. */
function seePetal(petal: Prepared, px: number, py: number, spot: Spot): void {
  const across = py * petal.cos - px * petal.sin;
  const half = petal.width / 2;
  if (across > half * 1.3 || across < -half * 1.3) return;
  const u = (px * petal.cos + py * petal.sin - petal.start) / petal.length;
  if (u <= 0 || u >= 1.12) return;
  const side = across / half;
  const tip = 1 - petal.notch * (petal.notch > 0 ? Math.max(0, 1 - Math.abs(side) * 2.6) : -side * side * 0.8);
  const along = u / tip;
  if (along >= 1) return;
  const wave = petal.ruffle === 0 ? 0 : petal.ruffle * veins(u * 0.6 + petal.seed, side * 0.25 + petal.seed);
  const outline = petal.outline[(along * outlineSteps) | 0]! * (1 + wave);
  const inside = Math.min((outline - Math.abs(side)) * half, (1 - along) * petal.length * 0.9);
  if (inside <= -petal.edge) {
    return;
  }
  // Petals above throw a soft shadow a little beyond their own edge.
  const cover = Math.min(1, inside / petal.edge + 0.5);
  if (cover <= 0) {
    spot.shade = Math.min(spot.shade, 0.8 + (0.2 * -inside) / petal.edge / 2);
    return;
  }
  const bend = side / Math.max(outline, 0.05);
  const vein = 1 + 0.1 * veins(bend * 0.45 + petal.seed, u * 0.09) + 0.04 * veins(bend * 1.9, u * 0.3 + petal.seed);
  const depth = 0.5 + 0.5 * smoothStep(0, 0.5, u + petal.start * 0.8);
  const rim = 1 - 0.22 * smoothStep(0.62, 1, Math.abs(bend)) + 0.12 * smoothStep(0.9, 1, Math.abs(bend));
  const fold = 1 + 0.12 * bend * petal.cos - 0.1 * Math.exp(-bend * bend * 60) * (1 - u);
  const bright = petal.lit * vein * depth * rim * fold * spot.shade;
  const ripe = smoothStep(0, 0.85, u);
  const amount = cover * (1 - spot.amount);
  const { foot, tip: end } = petal;
  spot.red += (foot[0] + (end[0] - foot[0]) * ripe) * bright * amount;
  spot.green += (foot[1] + (end[1] - foot[1]) * ripe) * bright * amount;
  spot.blue += (foot[2] + (end[2] - foot[2]) * ripe) * bright * amount;
  spot.amount += amount;
  spot.shade = Math.min(spot.shade, 0.82);
}
