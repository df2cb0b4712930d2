import { paintBloom } from '../painting/blossoms.ts';
import { bokeh, dab } from '../painting/brush.ts';
import { mix, ramp, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import type { Picture } from '../painting/picture.ts';
import { bell, between, pick, type Random, seededRandom } from '../painting/random.ts';
import { type Joint, paintStrand } from '../painting/strand.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Branches of a cherry tree in blossom against a spring sky. */
export interface BlossomBranch {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of a branch in blossom; the accents of the palette colour the petals. */
export function blossomBranch(how: BlossomBranch): Scene {
  return (picture) => {
    paintBranches(picture, how);
  };
}

function paintBranches(picture: Picture, { seed, palette }: BlossomBranch): void {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const unit = Math.min(width, height);
  paintBehindFocus(picture, 9, (small) => {
    for (let y = 0; y < small.height; y++) {
      dab(small, {
        x: small.width / 2,
        y,
        radius: small.width,
        roundness: 2 / small.width,
        angle: 0,
        softness: 0.01,
        light: ramp(palette.sky, 1 - y / small.height),
        amount: 1,
      });
    }
    for (let i = 0; i < 130; i++) {
      const light = scale(pick(random, palette.accents), between(random, 0.7, 1.05));
      dab(small, {
        x: small.width * random(),
        y: small.height * random(),
        radius: small.width * between(random, 0.02, 0.07),
        roundness: 1,
        angle: 0,
        softness: 0.7,
        light,
        amount: between(random, 0.15, 0.55),
      });
    }
  });
  for (let i = 0; i < 40; i++) {
    bokeh(picture, {
      x: width * random(),
      y: height * random(),
      radius: unit * between(random, 0.012, 0.05),
      light: mix(palette.sun, pick(random, palette.accents), random()),
      amount: between(random, 0.03, 0.16),
    });
  }
  growBranch(picture, random, palette, { y: 0.72, blur: 9, size: 0.05, count: 34 });
  growBranch(picture, random, palette, { y: 0.3, blur: 1.3, size: 0.082, count: 44 });
}

interface Branch {
  readonly y: number;
  readonly blur: number;
  readonly size: number;
  readonly count: number;
}

/** One branch from the left edge to the right, with flowers in bunches. */
function growBranch(picture: Picture, random: Random, palette: Palette, { y, blur, size, count }: Branch): void {
  const { width, height } = picture;
  const unit = Math.min(width, height);
  const joints: Joint[] = [];
  let at = { x: -30, y: height * (y + 0.2) };
  let climb = -0.42;
  for (let i = 0; i <= 16; i++) {
    joints.push({ ...at, width: unit * 0.034 * (1 - i / 19) });
    at = { x: at.x + width / 14, y: at.y + (climb * width) / 14 };
    climb += between(random, -0.3, 0.32) + 0.012;
  }
  const bark = palette.ground[2];
  paintStrand(picture, { joints, lights: [bark, palette.ground[1]], amount: 1, blur: Math.max(1.2, blur), round: 0.7 });
  const bunches = Array.from({ length: Math.ceil(count / 6) }, () => joints[2 + Math.floor(random() * 13)] ?? at);
  const places = Array.from({ length: count }, (_, i) => {
    const bunch = bunches[i % bunches.length] ?? at;
    return {
      x: bunch.x + bell(random) * unit * size * 1.15,
      y: bunch.y + bell(random) * unit * size * 1.05,
      radius: unit * size * between(random, 0.72, 1.1),
    };
  });
  for (const place of places) {
    const bud = random() < 0.16;
    const light = bud
      ? scale(palette.accents[palette.accents.length - 1] ?? palette.accents[0], 0.85)
      : pick(random, palette.accents);
    if (bud) {
      dab(picture, {
        ...place,
        radius: place.radius * 0.3,
        roundness: 0.75,
        angle: random() * 3,
        softness: Math.min(1, 0.2 + blur / 12),
        light,
        amount: 1,
      });
      continue;
    }
    paintBloom(picture, random, {
      kind: 'cherry',
      ...place,
      squash: between(random, 0.55, 1),
      lean: random() * Math.PI * 2,
      light,
      blur,
    });
  }
}
