import { paintBloom } from '../painting/blossoms.ts';
import { bokeh, dab } from '../painting/brush.ts';
import { mix, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import { paintGradient } from '../painting/garden.ts';
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
  paintBehindFocus(picture, 2, (small) => {
    paintGradient(small, palette.sky);
    for (let i = 0; i < 130; i++) {
      const light = scale(pick(random, palette.accents), between(random, 0.7, 1.05));
      dab(small, {
        x: small.width * random(),
        y: small.height * random(),
        radius: small.width * between(random, 0.02, 0.07),
        roundness: 1,
        angle: 0,
        softness: 1,
        light,
        amount: between(random, 0.15, 0.55),
      });
    }
    growBranch(small, random, palette, { from: [-0.05, 0.98], heading: -0.32, blur: 1, size: 0.05, twigs: 12 });
    growBranch(small, random, palette, { from: [-0.05, 0.7], heading: -0.6, blur: 1, size: 0.05, twigs: 12 });
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
  growBranch(picture, random, palette, { from: [-0.05, 0.5], heading: -0.25, blur: 1.2, size: 0.056, twigs: 13 });
  for (let i = 0; i < 22; i++) fallingPetal(picture, random, palette);
}

interface Branch {
  /** Where it comes into the picture, in shares of width and height. */
  readonly from: readonly [x: number, y: number];
  /** Its direction in radians; a negative one climbs. */
  readonly heading: number;
  readonly blur: number;
  /** Radius of a flower as a share of the smaller side. */
  readonly size: number;
  readonly twigs: number;
}

/** A branch that winds across the picture, with twigs that end in bunches of flowers. */
function growBranch(picture: Picture, random: Random, palette: Palette, branch: Branch): void {
  const { width, height } = picture;
  const unit = Math.min(width, height);
  const { blur, size } = branch;
  const thick = unit * size * 0.42;
  const main = wind(random, {
    x: branch.from[0] * width,
    y: branch.from[1] * height,
    heading: branch.heading,
    length: width * 1.15,
    thick,
    sway: 0.16,
  });
  const bark = {
    lights: [palette.ground[2], palette.ground[1]] as const,
    amount: 1,
    blur: Math.max(1.2, blur),
    round: 0.7,
  };
  const ends: Joint[] = [];
  for (let i = 0; i < branch.twigs; i++) {
    const root = main[Math.floor(((i + 0.4 + random() * 0.6) / branch.twigs) * (main.length - 1))];
    if (!root) continue;
    const side = i % 2 === 0 ? -1 : 1;
    const twig = wind(random, {
      ...root,
      heading: branch.heading + side * between(random, 0.5, 1.1),
      length: unit * size * between(random, 1.4, 3),
      thick: root.width * 0.5,
      sway: 0.2,
    });
    paintStrand(picture, { ...bark, joints: twig });
    ends.push(...twig.slice(-1), root);
  }
  paintStrand(picture, { ...bark, joints: main });
  for (const end of ends) bunch(picture, random, palette, { x: end.x, y: end.y, radius: unit * size, blur });
}

interface Way {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly length: number;
  readonly thick: number;
  /** How far it may turn from one piece to the next. */
  readonly sway: number;
}

function wind(random: Random, { x, y, heading, length, thick, sway }: Way): Joint[] {
  const pieces = 44;
  const joints: Joint[] = [];
  let direction = heading;
  let turn = 0;
  let at = { x, y };
  for (let i = 0; i <= pieces; i++) {
    const knot = 1 + 0.12 * bell(random) * 0.5;
    joints.push({ ...at, width: Math.max(1.5, thick * (1 - (0.85 * i) / pieces) * knot) });
    turn = turn * 0.7 + bell(random) * sway * 0.3;
    direction += turn + (heading - direction) * 0.06;
    at = { x: at.x + (Math.cos(direction) * length) / pieces, y: at.y + (Math.sin(direction) * length) / pieces };
  }
  return joints;
}

interface Bunch {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly blur: number;
}

/** Flowers that grow from one place, some still closed. */
function bunch(picture: Picture, random: Random, palette: Palette, { x, y, radius, blur }: Bunch): void {
  const deep = palette.accents[palette.accents.length - 1] ?? palette.accents[0];
  const count = 3 + Math.floor(random() * 5);
  for (let i = 0; i < count; i++) {
    const place = { x: x + bell(random) * radius * 0.75, y: y + bell(random) * radius * 0.7 };
    if (random() < 0.2) {
      const bud = { ...place, radius: radius * 0.34, roundness: 0.7, angle: random() * 3 };
      dab(picture, { ...bud, softness: Math.min(1, 0.3 + blur / 12), light: scale(deep, 0.9), amount: 1 });
      dab(picture, {
        ...bud,
        x: place.x - radius * 0.07,
        y: place.y - radius * 0.1,
        radius: radius * 0.2,
        softness: 1,
        light: palette.accents[0],
        amount: 0.5,
      });
      continue;
    }
    const light = scale(
      pick(random, [palette.accents[0], palette.accents[0], palette.accents[1] ?? deep, palette.accents[2] ?? deep]),
      between(random, 0.9, 1.04),
    );
    paintBloom(picture, random, {
      kind: 'cherry',
      ...place,
      radius: radius * between(random, 0.8, 1.1),
      squash: between(random, 0.5, 1),
      lean: random() * Math.PI * 2,
      light,
      blur,
    });
  }
}

function fallingPetal(picture: Picture, random: Random, palette: Palette): void {
  const unit = Math.min(picture.width, picture.height);
  const near = random() ** 2;
  dab(picture, {
    x: picture.width * random(),
    y: picture.height * between(random, 0.25, 1),
    radius: unit * (0.007 + 0.016 * near),
    roundness: between(random, 0.35, 0.7),
    angle: random() * 3,
    softness: 0.3 + 0.6 * near,
    light: pick(random, palette.accents),
    amount: 0.85 - 0.4 * near,
  });
}
