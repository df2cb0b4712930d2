/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over pixels: every index is inside by construction, and a check would double the time */
import { type Colour, mix } from './colour.ts';
import type { Picture } from './picture.ts';

/** A place on the way of a strand. */
export interface Joint {
  readonly x: number;
  readonly y: number;
  /** Width in pixels. */
  readonly width: number;
}

/** A bent line in one piece: a blade of grass, a stem, a branch, a wire. */
export interface Strand {
  readonly joints: readonly Joint[];
  /** Colour at the beginning and at the end. */
  readonly lights: readonly [start: Colour, end: Colour];
  readonly amount: number;
  /** Width of the fading edge in pixels; 1 is sharp. */
  readonly blur: number;
  /** How much darker the lower right side is, 0 to 1: makes a branch round. */
  readonly round: number;
  /** How it ends; round is the default. */
  readonly ends?: 'round' | 'flat';
}

/** Paints a strand; where its pieces meet nothing shows. */
export function paintStrand(picture: Picture, strand: Strand): void {
  const { joints, blur, amount } = strand;
  const reach = Math.max(...joints.map((joint) => joint.width)) / 2 + blur + 1;
  const left = Math.max(0, Math.floor(Math.min(...joints.map((joint) => joint.x)) - reach));
  const right = Math.min(picture.width - 1, Math.ceil(Math.max(...joints.map((joint) => joint.x)) + reach));
  const top = Math.max(0, Math.floor(Math.min(...joints.map((joint) => joint.y)) - reach));
  const bottom = Math.min(picture.height - 1, Math.ceil(Math.max(...joints.map((joint) => joint.y)) + reach));
  if (right < left || bottom < top) return;
  const area = { left, top, right, bottom, columns: right - left + 1 };
  const covered = new Float32Array(area.columns * (bottom - top + 1));
  const tones = new Float32Array(covered.length);
  for (let i = 1; i < joints.length; i++) {
    coverPiece(covered, tones, area, {
      from: joints[i - 1]!,
      to: joints[i]!,
      blur,
      round: strand.round,
      cutFirst: strand.ends === 'flat' && i === 1,
      cutLast: strand.ends === 'flat' && i === joints.length - 1,
      start: (i - 1) / (joints.length - 1),
      share: 1 / (joints.length - 1),
    });
  }
  const colours = Array.from({ length: 33 }, (_, i) => mix(strand.lights[0], strand.lights[1], i / 32));
  for (let y = top, k = 0; y <= bottom; y++) {
    let i = (y * picture.width + left) * 3;
    for (let x = left; x <= right; x++, k++, i += 3) {
      const cover = covered[k]! * amount;
      if (cover <= 0) continue;
      const tone = tones[k]!;
      const colour = colours[Math.floor(tone) >> 1]!;
      const shade = tone - Math.floor(tone);
      const pixels = picture.light;
      pixels[i]! += (colour[0] * shade * 1.4 - pixels[i]!) * cover;
      pixels[i + 1]! += (colour[1] * shade * 1.4 - pixels[i + 1]!) * cover;
      pixels[i + 2]! += (colour[2] * shade * 1.4 - pixels[i + 2]!) * cover;
    }
  }
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly columns: number;
}

interface Piece {
  readonly from: Joint;
  readonly to: Joint;
  readonly blur: number;
  readonly round: number;
  /** Whether its beginning and its end are cut off straight. */
  readonly cutFirst: boolean;
  readonly cutLast: boolean;
  readonly start: number;
  readonly share: number;
}

/** Notes, where the piece covers more than those before, how much; and as one number its place (whole) and light (fraction). */
function coverPiece(covered: Float32Array, tones: Float32Array, area: Area, piece: Piece): void {
  const { from, to, blur, round } = piece;
  const reach = Math.max(from.width, to.width) / 2 + blur;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = dx * dx + dy * dy || 1e-6;
  const length = Math.sqrt(square);
  const x0 = Math.max(area.left, Math.floor(Math.min(from.x, to.x) - reach));
  const x1 = Math.min(area.right, Math.ceil(Math.max(from.x, to.x) + reach));
  const y0 = Math.max(area.top, Math.floor(Math.min(from.y, to.y) - reach));
  const y1 = Math.min(area.bottom, Math.ceil(Math.max(from.y, to.y) + reach));
  for (let y = y0; y <= y1; y++) {
    for (let x = x0; x <= x1; x++) {
      const along = ((x - from.x) * dx + (y - from.y) * dy) / square;
      const t = along < 0 ? 0 : along > 1 ? 1 : along;
      const beyond = (along < 0 && piece.cutFirst) || (along > 1 && piece.cutLast) ? Math.abs(along - t) * length : 0;
      const ox = x - from.x - dx * t;
      const oy = y - from.y - dy * t;
      const half = (from.width + (to.width - from.width) * t) / 2;
      const inside = half - Math.sqrt(ox * ox + oy * oy);
      // A line thinner than a pixel is a faint one.
      const cover = Math.min(1, inside / blur + 0.5, 1 - beyond / blur) * Math.min(1, half * 2);
      const k = (y - area.top) * area.columns + x - area.left;
      if (cover <= covered[k]!) continue;
      covered[k] = cover;
      // Which side of the line faces the light in the upper left.
      const side = ((ox * dy - oy * dx) / length / Math.max(half, 0.5)) * (dy - dx > 0 ? 1 : -1);
      const lit = 1 - round * 0.5 * (1 + Math.max(-1, Math.min(1, side)));
      tones[k] = Math.floor((piece.start + piece.share * t) * 63.99) + Math.max(0.001, lit * 0.7142);
    }
  }
}
