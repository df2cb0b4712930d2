/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { seededRandom } from './random.ts';

/** Noise over a plane: about -1 to 1, repeating after one unit in both directions. */
export type Noise = (x: number, y: number) => number;

/** How a tile of noise is made. */
export interface NoiseRecipe {
  readonly seed: number;
  /** Bumps across the tile in the coarsest layer. */
  readonly bumps: number;
  /** Layers, each with twice the bumps of the one before. */
  readonly octaves: number;
  /** Strength of each layer compared with the one before. */
  readonly gain: number;
  /** Pixels along one side of the tile; a power of two. */
  readonly size: number;
}

/** A tile of noise, computed when it is first asked for, so that a picture can then ask for millions of values of it. */
export function noiseTile(recipe: NoiseRecipe): Noise {
  let tile: Noise | undefined;
  return (x, y) => (tile ??= computed(recipe))(x, y);
}

function computed(recipe: NoiseRecipe): Noise {
  const { size } = recipe;
  const values = new Float32Array(size * size);
  let strength = 1;
  for (let octave = 0; octave < recipe.octaves; octave++) {
    addLayer(values, size, recipe.bumps << octave, strength, recipe.seed * 31 + octave);
    strength *= recipe.gain;
  }
  normalise(values);
  return interpolated(values, size);
}

/** Adds one layer of gradient noise that meets itself at the edges of the tile. */
function addLayer(values: Float32Array, size: number, bumps: number, strength: number, seed: number): void {
  const random = seededRandom(seed);
  const slopes = new Float32Array(bumps * bumps * 2);
  for (let i = 0; i < slopes.length; i += 2) {
    const angle = random() * Math.PI * 2;
    slopes[i] = Math.cos(angle);
    slopes[i + 1] = Math.sin(angle);
  }
  const step = bumps / size;
  for (let row = 0; row < size; row++) {
    const y = (row + 0.5) * step;
    const top = Math.floor(y);
    const fy = y - top;
    const wy = fade(fy);
    const upper = (top % bumps) * bumps;
    const lower = ((top + 1) % bumps) * bumps;
    for (let column = 0; column < size; column++) {
      const x = (column + 0.5) * step;
      const left = Math.floor(x);
      const fx = x - left;
      const wx = fade(fx);
      const west = left % bumps;
      const east = (left + 1) % bumps;
      const a = dot(slopes, upper + west, fx, fy);
      const b = dot(slopes, upper + east, fx - 1, fy);
      const c = dot(slopes, lower + west, fx, fy - 1);
      const d = dot(slopes, lower + east, fx - 1, fy - 1);
      const north = a + (b - a) * wx;
      values[row * size + column]! += strength * (north + (c + (d - c) * wx - north) * wy);
    }
  }
}

function dot(slopes: Float32Array, index: number, x: number, y: number): number {
  return slopes[index * 2]! * x + slopes[index * 2 + 1]! * y;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

/** Scales the values so that nearly all of them lie between -1 and 1. */
function normalise(values: Float32Array): void {
  let squares = 0;
  for (const value of values) squares += value * value;
  const factor = 0.42 / Math.sqrt(squares / values.length);
  for (let i = 0; i < values.length; i++) values[i]! *= factor;
}

function interpolated(values: Float32Array, size: number): Noise {
  const last = size - 1;
  return (x, y) => {
    const px = x * size;
    const py = y * size;
    const left = Math.floor(px);
    const top = Math.floor(py);
    const fx = px - left;
    const fy = py - top;
    const x0 = left & last;
    const x1 = (left + 1) & last;
    const y0 = (top & last) * size;
    const y1 = ((top + 1) & last) * size;
    const north = values[y0 + x0]! + (values[y0 + x1]! - values[y0 + x0]!) * fx;
    const south = values[y1 + x0]! + (values[y1 + x1]! - values[y1 + x0]!) * fx;
    return north + (south - north) * fy;
  };
}
