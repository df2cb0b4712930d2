import { glow } from '../painting/brush.ts';
import { type Colour, mix, scale } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { copyOf, type Picture, repaint } from '../painting/picture.ts';
import { bell, between, type Random, seededRandom } from '../painting/random.ts';
import { paintSky } from '../painting/sky.ts';
import { hexOf, layDrawing } from '../painting/svgLayer.ts';
import { paintWater } from '../painting/water.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Fireworks over a town at the water. */
export interface Fireworks {
  readonly seed: number;
  readonly palette: Palette;
  readonly bursts: readonly BurstPlace[];
}

/** Where a shell bursts: shares of the width, and of the height above the town; its radius as a share of the height. */
export interface BurstPlace {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** A ball of sparks, or a willow whose sparks sink in long trails. */
  readonly kind: 'ball' | 'willow';
}

/** The picture of fireworks; the accents of the palette colour the bursts, one after the other. */
export function fireworks(how: Fireworks): Scene {
  return (picture) => paintFireworks(picture, how);
}

const smoke = noiseTile({ seed: 71, bumps: 4, octaves: 6, gain: 0.55, size: 512 });

async function paintFireworks(picture: Picture, { seed, palette, bursts }: Fireworks): Promise<void> {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const horizon = Math.round(height * 0.7);
  paintSky(picture, { horizon, colours: palette.sky });
  const shells = bursts.map((burst, i) => ({
    ...burst,
    x: burst.x * width,
    y: horizon * (1 - burst.y),
    radius: burst.radius * height,
    light: palette.accents[i % palette.accents.length] ?? palette.sun,
  }));
  for (const { x, y, radius, light } of shells) {
    glow(picture, { x, y, radius: radius * 2.4, roundness: 1, angle: 0, softness: 1, light, amount: 0.07 });
  }
  drift(picture, horizon, seed);
  for (const shell of shells) explode(picture, random, shell);
  await layDrawing(picture, { shapes: town(picture, random, horizon, palette), soften: 0.6, light: [1, 1, 1] });
  lightWindows(picture, random, horizon, palette);
  const view: View = { width, horizon, focal: width * 0.9, eye: 0.1 };
  paintWater(picture, copyOf(picture), view, { waves: 0.02, length: 0.5, depth: palette.water, seed });
}

/** Smoke, seen where the bursts light it. */
function drift(picture: Picture, horizon: number, seed: number): void {
  const { width } = picture;
  repaint(picture, (pixel, x, y) => {
    if (y > horizon) return;
    const bend = 0.05 * smoke(y / width, x / width);
    const veil = 1 + 0.6 * smoke((x / width) * 1.3 + seed * 0.1, (y / width) * 1.7 + bend);
    pixel[0] *= veil;
    pixel[1] *= veil;
    pixel[2] *= veil;
  });
}

interface Shell extends BurstPlace {
  readonly light: Colour;
}

/** Sparks fly from the middle in all directions of space, slow down and sink; the open shutter draws their trails. */
function explode(picture: Picture, random: Random, shell: Shell): void {
  const { x, y, radius, kind } = shell;
  const willow = kind === 'willow';
  const sparks = willow ? 110 : 170;
  for (let i = 0; i < sparks; i++) {
    const height = 2 * random() - 1;
    const turn = random() * Math.PI * 2;
    const flat = Math.sqrt(1 - height * height);
    const speed = radius * between(random, 0.88, 1.02);
    const path = {
      dx: Math.cos(turn) * flat * speed,
      dy: height * speed,
      sink: radius * (willow ? between(random, 0.75, 1.15) : 0.14),
    };
    trail(picture, random, { shell, path, steps: willow ? 150 : 90 });
  }
  const flash = { x, y, roundness: 1, angle: 0, softness: 1 };
  glow(picture, { ...flash, radius: radius * 0.22, light: mix(shell.light, [1, 0.95, 0.85], 0.3), amount: 0.25 });
}

interface Trail {
  readonly shell: Shell;
  readonly path: { readonly dx: number; readonly dy: number; readonly sink: number };
  readonly steps: number;
}

/** One spark: points of light along its way, flickering, brightest near the end for a ball and fading for a willow. */
function trail(picture: Picture, random: Random, { shell, path, steps }: Trail): void {
  const willow = shell.kind === 'willow';
  const white: Colour = [1, 0.92, 0.78];
  const begin = willow ? 0.04 : between(random, 0.3, 0.5);
  const end = between(random, 0.88, 1);
  for (let step = 0; step < steps; step++) {
    const t = begin + ((end - begin) * step) / steps;
    const way = 1 - (1 - t) ** 2.3;
    const x = shell.x + path.dx * way;
    const y = shell.y + path.dy * way + path.sink * t * t;
    const age = step / steps;
    const power = willow ? 0.75 * (1 - age) ** 0.8 * between(random, 0.3, 1.2) : 0.16 + 1.5 * age ** 4;
    const light = mix(white, shell.light, willow ? 0.35 + age * 0.6 : Math.min(1, 0.45 + age * 0.4));
    const radius = willow ? 1.7 : 1.5 + age * 1.2;
    glow(picture, { x, y, radius, roundness: 1, angle: 0, softness: 1, light, amount: power });
  }
  if (willow) return;
  const way = 1 - (1 - end) ** 2.3;
  const tip = { x: shell.x + path.dx * way, y: shell.y + path.dy * way + path.sink * end * end };
  const round = { ...tip, roundness: 1, angle: 0, softness: 1 };
  glow(picture, { ...round, radius: between(random, 3, 5.5), light: mix(white, shell.light, 0.5), amount: 3.2 });
  glow(picture, { ...round, radius: 15, light: shell.light, amount: 0.22 });
}

/** Hills and gabled roofs against the sky, with a church, as SVG. */
function town({ width, height }: Picture, random: Random, horizon: number, palette: Palette): string {
  const hill = (rise: number, shift: number) =>
    Array.from({ length: 41 }, (_, i) => {
      const wave = Math.sin(i * 0.31 + shift) + 0.5 * Math.sin(i * 0.73 + shift * 2);
      return `L${(width * i) / 40} ${horizon - height * (rise + 0.016 * wave)}`;
    }).join('');
  const roofs: string[] = [];
  for (let x = -20; x < width + 20;) {
    const wide = between(random, 16, 46);
    const tall = height * between(random, 0.012, 0.034);
    const ridge = tall + wide * between(random, 0.25, 0.5);
    roofs.push(
      `M${x} ${horizon + 3}V${horizon - tall}L${x + wide / 2} ${horizon - ridge}L${x + wide} ${horizon - tall}V${horizon + 3}Z`,
    );
    x += wide * between(random, 0.75, 1.05);
  }
  const church = width * 0.63;
  roofs.push(`M${church} ${horizon + 3}v-78l11 -62l11 62v78Z`, `M${church + 16} ${horizon + 3}v-38l28 -20l28 20v38Z`);
  const [far, mid, near] = palette.ground.map(hexOf);
  return (
    `<path d="M0 ${horizon + 3}${hill(0.075, 1)}V${horizon + 3}Z" fill="${far}"/>` +
    `<path d="M0 ${horizon + 3}${hill(0.04, 3.4)}V${horizon + 3}Z" fill="${mid}"/><path d="${roofs.join('')}" fill="${near}"/>`
  );
}

/** Windows, and lamps along the quay. */
function lightWindows(picture: Picture, random: Random, horizon: number, palette: Palette): void {
  const { width, height } = picture;
  const lamp = (x: number, y: number, size: number, strength: number) => {
    const light = scale(mix(palette.sun, [1, 0.85, 0.6], random() * 0.5), strength);
    const round = { x, y, roundness: 1, angle: 0, softness: 1, light };
    glow(picture, { ...round, radius: size, amount: 1 });
    glow(picture, { ...round, radius: size * 6, amount: 0.06 });
  };
  for (let i = 0; i < 190; i++) {
    const x = width * random();
    lamp(x, horizon - height * (0.004 + 0.02 * random()), between(random, 1.5, 2.3), between(random, 0.6, 2.4));
  }
  for (let i = 0; i < 70; i++)
    lamp(width * random(), horizon - height * (0.025 + Math.abs(bell(random)) * 0.02), 1.5, 0.8);
  for (let x = width * 0.02; x < width; x += width * 0.047) lamp(x, horizon - 4, 3.2, 3.4);
}
