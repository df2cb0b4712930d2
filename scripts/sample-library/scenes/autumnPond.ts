import { dab } from '../painting/brush.ts';
import { type Colour, colour, mix, scale } from '../painting/colour.ts';
import { paintCrown } from '../painting/crown.ts';
import { noiseTile } from '../painting/noise.ts';
import { copyOf, type Picture, repaint } from '../painting/picture.ts';
import { bell, between, pick, type Random, seededRandom } from '../painting/random.ts';
import { paintSky } from '../painting/sky.ts';
import { paintStrand } from '../painting/strand.ts';
import { layDrawing } from '../painting/svgLayer.ts';
import { paintWater } from '../painting/water.ts';
import { type LeafColour, mapleLeaf } from '../painting/mapleLeaf.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Maples around a pond in a temple garden. */
export interface AutumnPond {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of a pond in autumn; the accents of the palette colour the trees. */
export function autumnPond(how: AutumnPond): Scene {
  return (picture) => paintPond(picture, how);
}

const moss = noiseTile({ seed: 111, bumps: 8, octaves: 6, gain: 0.6, size: 512 });

async function paintPond(picture: Picture, { seed, palette }: AutumnPond): Promise<void> {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const shore = Math.round(height * 0.6);
  paintSky(picture, {
    horizon: shore,
    colours: palette.sky,
    sun: { x: width * 0.25, y: height * 0.02, radius: 1, colour: palette.sun, strength: 0, glow: width * 0.3 },
  });
  paintWood(picture, random, palette, shore);
  for (let row = 0; row < 4; row++) plantTrees(picture, random, palette, { row, shore });
  paintBank(picture, palette, shore);
  await layDrawing(picture, { shapes: bridge(picture, shore), soften: 0.4, light: [0.95, 0.95, 0.95] });
  await layDrawing(picture, { shapes: stoneLantern(picture, shore), soften: 0.5, light: [0.9, 0.9, 0.9] });
  const view = { width, horizon: shore, focal: width * 0.8, eye: 0.22 };
  paintWater(picture, copyOf(picture), view, { waves: 0.011, length: 0.7, depth: palette.water, seed });
  for (let i = 0; i < 260; i++) floatLeaf(picture, random, palette, shore);
  await hangBranch(picture, random, palette);
}

/** The dark of the wood behind the trees, and hills beyond. */
function paintWood(picture: Picture, random: Random, palette: Palette, shore: number): void {
  const { width, height } = picture;
  const dark = mix(palette.ground[1], palette.ground[2], 0.6);
  for (let i = 0; i < 240; i++) {
    const near = i / 240;
    const light = mix(mix(palette.ground[1], dark, near), palette.haze, 0.72 * (1 - near));
    dab(picture, {
      x: width * random(),
      y: shore - height * (0.24 - 0.2 * near) + bell(random) * height * 0.015,
      radius: width * between(random, 0.03, 0.06),
      roundness: 0.75,
      angle: 0,
      softness: 0.4,
      light: scale(light, between(random, 0.8, 1.15)),
      amount: 0.95,
    });
  }
}

interface Row {
  /** 0 is the farthest. */
  readonly row: number;
  readonly shore: number;
}

function plantTrees(picture: Picture, random: Random, palette: Palette, { row, shore }: Row): void {
  const { width, height } = picture;
  const near = row / 3;
  const count = 9 - row * 1.4;
  for (let i = 0; i < count; i++) {
    const x = width * ((i + between(random, 0.15, 0.85)) / count) * 1.1 - width * 0.05;
    const tall = height * between(random, 0.15, 0.25) * (0.75 + 0.35 * near);
    const y = shore - height * (0.33 - 0.245 * near) + between(random, -0.02, 0.02) * height;
    const evergreen = random() < 0.22 - row * 0.03;
    const lit = evergreen ? palette.ground[1] : pick(random, palette.accents);
    const trunk = mix(palette.ground[2], palette.haze, 0.5 * (1 - near));
    paintStrand(picture, {
      joints: [
        { x: x + bell(random) * 6, y: shore + 6, width: tall * 0.06 },
        { x, y: y + tall * 0.2, width: tall * 0.045 },
        { x: x + bell(random) * tall * 0.15, y: y - tall * 0.2, width: tall * 0.02 },
      ],
      lights: [trunk, trunk],
      amount: 1,
      blur: 1.3,
      round: 0.5,
    });
    paintCrown(picture, random, {
      x,
      y,
      reach: [tall * between(random, 0.62, 0.85), tall * between(random, 0.42, 0.55)],
      lights: [scale(lit, 0.22), scale(lit, 0.85), mix(scale(lit, 1.35), palette.sun, 0.22)],
      leaf: 3.2 + near * 3,
      heaps: 26,
      haze: palette.haze,
      far: 0.5 * (1 - near) ** 1.3,
    });
  }
}

/** Moss and stones along the water. */
function paintBank(picture: Picture, palette: Palette, shore: number): void {
  const { width, height } = picture;
  repaint(picture, (pixel, x, y) => {
    const edge = shore - height * (0.035 + 0.018 * moss((x / width) * 0.7, 0.3) + 0.007 * moss((x / width) * 4, 0.7));
    const cover = Math.min(1, Math.max(0, (y - edge) / 5));
    if (cover === 0 || y > shore) return;
    const depth = (y - edge) / (shore - edge);
    const stony = Math.max(0, moss((x / width) * 2.6, y / width + 0.2)) * depth;
    const tone = 1.05 - 0.75 * depth ** 1.6 + 0.35 * moss((x / width) * 5, (y / width) * 9);
    const light = scale(
      mix(mix(palette.ground[0], palette.ground[1], depth), colour('#8a8a80'), Math.min(0.8, stony * 1.6)),
      Math.max(0.12, tone),
    );
    for (const c of [0, 1, 2] as const) pixel[c] += (light[c] - pixel[c]) * cover;
  });
}

function floatLeaf(picture: Picture, random: Random, palette: Palette, shore: number): void {
  const { width, height } = picture;
  const near = random() ** 0.8;
  const y = shore + 6 + (height - shore) * near;
  const light: Colour = scale(pick(random, palette.accents), between(random, 0.45, 1));
  dab(picture, {
    x: width * random() ** (0.6 + near),
    y,
    radius: 1.5 + 7 * near,
    roundness: 0.28 + 0.2 * near,
    angle: between(random, -0.3, 0.3),
    softness: 0.35,
    light,
    amount: 0.92,
  });
}

/** A branch in front, in the upper right corner, somewhat out of focus. */
async function hangBranch(picture: Picture, random: Random, palette: Palette): Promise<void> {
  const { width, height } = picture;
  const leaves: string[] = [];
  for (let twig = 0; twig < 4; twig++) {
    const y = height * (-0.03 + twig * 0.06);
    const joints = Array.from({ length: 14 }, (_, i) => ({
      x: width * (1.02 - (i / 13) * (0.4 - twig * 0.06)),
      y: y + height * 0.13 * (i / 13) ** 1.6,
      width: 8 * (1 - i / 15),
    }));
    paintStrand(picture, { joints, lights: [palette.ground[2], palette.ground[2]], amount: 1, blur: 2.4, round: 0.4 });
    for (const joint of joints.slice(1)) {
      for (let i = 0; i < 5; i++) {
        const place = {
          x: joint.x + bell(random) * width * 0.016,
          y: joint.y + height * (0.016 + bell(random) * 0.018),
        };
        leaves.push(
          mapleLeaf(random, {
            ...place,
            size: height * between(random, 0.024, 0.042),
            colours: pick(random, leafColours),
          }),
        );
      }
    }
  }
  await layDrawing(picture, { shapes: leaves.join(''), soften: 1.6, light: [1.1, 1.1, 1.1] });
}

const leafColours: readonly [LeafColour, ...LeafColour[]] = [
  ['#f0642c', '#c8281c'],
  ['#f08a34', '#d8481c'],
  ['#d83a24', '#9c1a1a'],
];

/** A red arched bridge across the left arm of the pond, as SVG. */
function bridge({ width, height }: Picture, shore: number): string {
  const s = width / 1600;
  const posts = Array.from({ length: 9 }, (_, i) => {
    const t = i / 8;
    const x = -190 + 380 * t;
    const y = -66 * Math.sin(Math.PI * (0.12 + 0.76 * t)) + 12;
    return `<path d="M${x} ${y + 12}V${y - 40}" stroke="#a8281c" stroke-width="7"/><circle cx="${x}" cy="${y - 43}" r="5" fill="#2a1a18"/>`;
  }).join('');
  const arch = (dy: number) => `M-205 ${14 + dy}Q0 ${-122 + dy} 205 ${14 + dy}`;
  return `<defs><linearGradient id="deck" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#d8452c"/><stop offset="1" stop-color="#6e1a14"/></linearGradient></defs>
  <g transform="translate(${width * 0.33} ${shore - height * 0.012}) scale(${s})" fill="none">
    <path d="M-120 20V-26M120 20V-26M-40 20V-44M40 20V-44" stroke="#4a1712" stroke-width="11"/>
    <path d="${arch(0)}" stroke="url(#deck)" stroke-width="19"/><path d="${arch(9)}" stroke="#4a120e" stroke-width="4"/>
    ${posts}<path d="${arch(-38)}" stroke="#c8361f" stroke-width="6"/><path d="${arch(-20)}" stroke="#b02c1c" stroke-width="4"/>
  </g>`;
}

/** A stone lantern on the right bank, as SVG. */
function stoneLantern({ width }: Picture, shore: number): string {
  const s = width / 1600;
  return `<defs><linearGradient id="stone" x1="0" x2="1"><stop offset="0" stop-color="#a8a69a"/><stop offset=".45" stop-color="#86857c"/><stop offset="1" stop-color="#3c3e3c"/></linearGradient></defs>
  <g transform="translate(${width * 0.72} ${shore - 4}) scale(${s})" fill="url(#stone)">
    <path d="M-34 6L-28 -12H28L34 6Z"/><path d="M-12 -12L-9 -72H9L12 -12Z"/><path d="M-26 -72L-30 -84H30L26 -72Z"/>
    <path d="M-20 -84V-112H20V-84Z"/><rect x="-9" y="-107" width="18" height="19" fill="#ffcf80"/><path d="M0 -107V-88" stroke="#55544c" stroke-width="2"/>
    <path d="M-46 -108Q-26 -116 -16 -136H16Q26 -116 46 -108L40 -104H-40Z"/><path d="M-7 -136Q0 -160 7 -136Z"/>
    <path d="M-44 -109Q-26 -117 -16 -136H0Q-6 -116 -10 -108Z" fill="#6a7a48" opacity=".55"/>
  </g>`;
}
