/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, smoothStep } from './colour.ts';
import { noiseTile } from './noise.ts';
import type { Picture } from './picture.ts';

/** Where the camera stands and looks, over a world whose water lies at height 0. */
export interface View {
  readonly width: number;
  /** Row of the horizon. */
  readonly horizon: number;
  /** Pixels that one unit spans at a distance of one unit. */
  readonly focal: number;
  /** Height of the eye. */
  readonly eye: number;
}

/** The shape of the land: its height at `across` units to the right and `away` units in front of the camera. */
export interface Land {
  readonly near: number;
  readonly far: number;
  readonly height: (across: number, away: number) => number;
}

/** What the land is made of and how it is lit. */
export interface LandLook {
  readonly rock: Colour;
  readonly shade: Colour;
  readonly grass: Colour;
  readonly snow: Colour;
  /** Height above which snow lies. */
  readonly snowLine: number;
  /** Height below which grass grows. */
  readonly grassLine: number;
  /** Where the light comes from: right, up, towards the camera. */
  readonly sun: readonly [number, number, number];
  readonly sunlight: Colour;
  readonly skylight: Colour;
  /** Colour of the distance, by the place across the picture: 0 left, 1 right. */
  readonly haze: (place: number) => Colour;
  /** Distance at which the haze hides two thirds of the land. */
  readonly sight: number;
}

/** Heights and light along every column of the picture, nearest first. */
export interface Survey {
  readonly view: View;
  readonly distances: Float32Array;
  readonly heights: Float32Array;
  /** Share of the sunlight that arrives, 0 to 1. */
  readonly lit: Float32Array;
}

const steps = 800;

/** Every second column is measured; those between are the mean of their neighbours. */
const stride = 2;

/** Measures the land once, so that it can be painted upright and as its own reflection. */
export function survey(view: View, land: Land, look: LandLook): Survey {
  const { width } = view;
  const distances = Float32Array.from(
    { length: steps },
    (_, i) => land.near * (land.far / land.near) ** (i / (steps - 1)),
  );
  const heights = new Float32Array((width + stride) * steps);
  for (let x = 0; x < width + stride; x += stride) {
    const slope = (x - width / 2) / view.focal;
    for (let k = 0; k < steps; k++) heights[x * steps + k] = land.height(slope * distances[k]!, distances[k]!);
  }
  for (let x = 1; x < width; x += stride) {
    for (let i = x * steps; i < (x + 1) * steps; i++) heights[i] = (heights[i - steps]! + heights[i + steps]!) / 2;
  }
  const lit = shadows({ view, distances, heights }, land, look);
  return { view, distances, heights, lit };
}

/** Paints the surveyed land as seen from the given height of the eye; a negative one gives what the water mirrors. */
export function paintLand(picture: Picture, ground: Survey, look: LandLook, eye: number): void {
  const { view, distances } = ground;
  const edge: Edge = { row: -1, amount: 0, red: 0, green: 0, blue: 0 };
  const spot: Spot = { x: 0, z: 0, h: 0, slopeX: 0, slopeZ: 0, lit: 0 };
  // Waves blur the reflection, so that half as many columns are enough for it.
  const wide = eye < 0 ? 2 : 1;
  for (let x = 0; x < view.width; x += wide) {
    const across = (x - view.width / 2) / view.focal;
    const column = x * steps;
    const haze = look.haze((x - view.width / 2) / view.width + 0.5);
    let top = picture.height;
    edge.row = -1;
    for (let k = 1; k < steps && top > 0; k++) {
      const h0 = Math.max(0, ground.heights[column + k - 1]!);
      const h1 = Math.max(0, ground.heights[column + k]!);
      if (h0 === 0 && h1 === 0) continue;
      const z0 = distances[k - 1]!;
      const z1 = distances[k]!;
      const y0 = view.horizon + (view.focal * (eye - h0)) / z0;
      const y1 = view.horizon + (view.focal * (eye - h1)) / z1;
      if (y1 >= top) continue;
      measure(spot, ground, x, k);
      // Seen from below, land goes on a little under its shore, or waves would show a line of sky there.
      const sunk = eye < 0 && edge.row < 0 ? Math.min(y0 + 28, view.horizon + 1) : y0;
      const bottom = Math.min(top, Math.max(sunk, y1));
      const span = Math.max(y0 - y1, 0.01);
      for (let y = Math.min(picture.height, Math.ceil(bottom)) - 1; y >= Math.max(0, Math.floor(y1)); y--) {
        const t = Math.min(1, Math.max(0, (y0 - y - 0.5) / span));
        spot.z = z0 + (z1 - z0) * t;
        spot.h = h0 + (h1 - h0) * t;
        spot.x = across * spot.z;
        const amount = Math.min(bottom, y + 1) - Math.max(y1, y);
        if (y !== edge.row) finishEdge(picture, edge, { x, wide }, y);
        shade(edge, amount, spot, look, haze);
      }
      top = y1;
    }
    finishEdge(picture, edge, { x, wide }, -1);
  }
}

interface Spot {
  x: number;
  z: number;
  h: number;
  slopeX: number;
  slopeZ: number;
  lit: number;
}

/** The pixel at the upper edge of what is painted: several pieces of land may share it with the sky behind. */
interface Edge {
  row: number;
  amount: number;
  red: number;
  green: number;
  blue: number;
}

interface Columns {
  readonly x: number;
  readonly wide: number;
}

/** Puts the finished pixel into the picture, as often as its columns are wide, and begins the one at `next`. */
function finishEdge(picture: Picture, edge: Edge, { x, wide }: Columns, next: number): void {
  if (edge.row >= 0) {
    const behind = Math.max(0, 1 - edge.amount);
    const pixels = picture.light;
    const first = (edge.row * picture.width + x) * 3;
    for (let i = first; i < first + wide * 3; i += 3) {
      pixels[i] = pixels[i]! * behind + edge.red;
      pixels[i + 1] = pixels[i + 1]! * behind + edge.green;
      pixels[i + 2] = pixels[i + 2]! * behind + edge.blue;
    }
  }
  edge.row = next;
  edge.amount = edge.red = edge.green = edge.blue = 0;
}

/** The slopes of the land between two steps of a column. */
function measure(spot: Spot, ground: Survey, x: number, k: number): void {
  const { view, distances, heights, lit } = ground;
  const west = Math.max(0, x - 2) * steps;
  const east = Math.min(view.width - 1, x + 2) * steps;
  const before = Math.max(0, k - 2);
  const after = Math.min(steps - 1, k + 1);
  const column = x * steps;
  const gap = ((east - west) / steps / view.focal) * distances[k]!;
  spot.slopeX = (heights[east + k]! - heights[west + k]!) / gap;
  const slant = (x - view.width / 2) / view.focal;
  const along = (heights[column + after]! - heights[column + before]!) / (distances[after]! - distances[before]!);
  spot.slopeZ = along - spot.slopeX * slant;
  spot.lit = lit[column + k]!;
}

const detail = noiseTile({ seed: 99, bumps: 8, octaves: 6, gain: 0.62, size: 512 });

/** Adds one spot to its pixel: rock, grass or snow under sun and sky, behind the haze of its distance. */
function shade(edge: Edge, amount: number, spot: Spot, look: LandLook, haze: Colour): void {
  const rough = detail(spot.x * 0.9, spot.z * 0.9 + spot.h * 1.3);
  const fine = detail(spot.x * 3.1 + spot.h * 0.7, spot.h * 4.3 + spot.z * 3.1);
  const crack = detail(spot.x * 2.2 + 0.4, spot.h * 0.6 + spot.z * 1.9);
  const nx = -spot.slopeX + (fine + crack) * 0.42;
  const nz = spot.slopeZ + rough * 0.4;
  const length = Math.sqrt(nx * nx + 1 + nz * nz);
  const [sx, sy, sz] = look.sun;
  const facing = Math.max(0, (nx * sx + sy + nz * sz) / length);
  const steep = 1 / Math.sqrt(spot.slopeX * spot.slopeX + 1 + spot.slopeZ * spot.slopeZ);
  const lying = steep + fine * 0.1 + crack * 0.09;
  const high = spot.h - look.snowLine + rough * 0.1 + (steep - 0.6) * 0.55;
  const snow = smoothStep(-0.06, 0.06, high) * smoothStep(0.34, 0.5, lying);
  const grass = smoothStep(0.4, 0.58, lying) * smoothStep(0.1, -0.08, spot.h - look.grassLine + rough * 0.07);
  const dark = share(0.5 + (fine * 0.5 + crack) * 0.5);
  const meadow = share(grass * 0.9) * (1 - snow);
  const bare = 1 - meadow - snow;
  const soil = share(0.22 + rough * 0.3);
  const { rock, shade: shadow, grass: green, snow: white, sunlight, skylight } = look;
  const wet = smoothStep(0, 0.018, spot.h) * 0.75 + 0.25;
  const sun = facing * spot.lit * wet;
  const sky = (0.45 + 0.55 * steep) * wet;
  const clear =
    Math.exp(-((spot.z / look.sight) ** 1.5)) * (1 - 0.16 * Math.exp(-spot.h * 9) * Math.min(1, spot.z * 0.3));
  const channel = (c: 0 | 1 | 2) => {
    const ground =
      bare * (rock[c] + (shadow[c] - rock[c]) * dark) + meadow * (green[c] + (shadow[c] - green[c]) * soil);
    const light = (ground + snow * white[c]) * (sun * sunlight[c] + sky * skylight[c]);
    return (haze[c] + (light - haze[c]) * clear) * amount;
  };
  edge.amount += amount;
  edge.red += channel(0);
  edge.green += channel(1);
  edge.blue += channel(2);
}

function share(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}

/** How much sun reaches the land, found by walking towards the sun from every fourth place of the survey. */
function shadows(ground: Omit<Survey, 'lit'>, land: Land, look: LandLook): Float32Array {
  const { view, distances, heights } = ground;
  const [sx, sy, sz] = look.sun;
  const flat = Math.hypot(sx, sz);
  const climb = sy / flat;
  const ratio = Math.log(land.far / land.near) / (steps - 1);
  const coarseSteps = (steps >> 2) + 1;
  const coarseColumns = (view.width >> 2) + 2;
  const open = new Float32Array(coarseColumns * coarseSteps);
  for (let x = 0, i = 0; x < coarseColumns; x++) {
    for (let k = 0; k < coarseSteps; k++, i++) {
      const column = Math.min(x * 4, view.width - 1);
      const step = Math.min(k * 4, steps - 1);
      const z = distances[step]!;
      const from = ((column - view.width / 2) / view.focal) * z;
      const start = heights[column * steps + step]! + 0.004;
      let share = 1;
      for (let reach = 0.03; reach < 1.6 && share > 0; reach *= 1.34) {
        const pz = z - (sz / flat) * reach;
        if (pz <= land.near) break;
        const px = Math.round(((from + (sx / flat) * reach) / pz) * view.focal + view.width / 2);
        const row = Math.round(Math.log(pz / land.near) / ratio);
        if (px < 0 || px >= view.width || row >= steps) break;
        share = Math.min(share, 0.5 + (start + climb * reach - heights[px * steps + row]!) / (0.02 + reach * 0.12));
      }
      open[i] = Math.max(0, share);
    }
  }
  return spread(open, { columns: view.width, coarseSteps });
}

/** Fills in the places between every fourth one. */
function spread(open: Float32Array, { columns, coarseSteps }: { columns: number; coarseSteps: number }): Float32Array {
  const lit = new Float32Array(columns * steps);
  for (let x = 0, i = 0; x < columns; x++) {
    const fx = (x & 3) / 4;
    for (let k = 0; k < steps; k++, i++) {
      const fk = (k & 3) / 4;
      const a = (x >> 2) * coarseSteps + (k >> 2);
      const b = a + coarseSteps;
      const before = open[a]! + (open[a + 1]! - open[a]!) * fk;
      lit[i] = before + (open[b]! + (open[b + 1]! - open[b]!) * fk - before) * fx;
    }
  }
  return lit;
}
