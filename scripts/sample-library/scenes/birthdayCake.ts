import { dab, glow } from '../painting/brush.ts';
import { colour, mix, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import { paintGradient, paintSparkle } from '../painting/garden.ts';
import type { Picture } from '../painting/picture.ts';
import { between, pick, type Random, seededRandom } from '../painting/random.ts';
import { paintStrand } from '../painting/strand.ts';
import { layDrawing } from '../painting/svgLayer.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** A cake with burning candles on a table in the evening. */
export interface BirthdayCake {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of a birthday cake; the accents of the palette colour its candles. */
export function birthdayCake(how: BirthdayCake): Scene {
  return (picture) => paintCake(picture, how);
}

async function paintCake(picture: Picture, { seed, palette }: BirthdayCake): Promise<void> {
  const { width, height } = picture;
  const random = seededRandom(seed);
  paintBehindFocus(picture, 10, (small) => {
    paintGradient(small, palette.sky);
    for (let i = 0; i < 40; i++) {
      dab(small, {
        x: small.width * random(),
        y: small.height * between(random, 0.05, 0.75),
        radius: small.width * between(random, 0.03, 0.1),
        roundness: between(random, 0.6, 1.4),
        angle: 0,
        softness: 0.6,
        light: scale(pick(random, palette.ground), between(random, 0.5, 1.3)),
        amount: 0.4,
      });
    }
  });
  paintSparkle(picture, random, { lights: palette.accents, count: 70, lowest: 0.62, strength: 0.42 });
  await layDrawing(picture, { shapes: cakeDrawing(picture, random), soften: 0, light: [1, 1, 1] });
  const x = width * 0.5;
  const top = height * 0.56;
  const berries = ringOf(26, width * 0.205, height * 0.052).filter(
    (spot) => spot.y > -height * 0.02 || Math.abs(spot.x) > width * 0.14,
  );
  const candles = [...ringOf(13, width * 0.145, height * 0.036), ...ringOf(7, width * 0.07, height * 0.018)].sort(
    (a, b) => a.y - b.y,
  );
  for (const spot of candles) paintCandle(picture, random, palette, { x: x + spot.x, y: top + spot.y });
  for (const spot of berries)
    paintBerry(picture, random, { x: x + spot.x, y: top + spot.y - height * 0.008, radius: height * 0.021 });
  glow(picture, {
    x,
    y: top - height * 0.14,
    radius: width * 0.42,
    roundness: 0.8,
    angle: 0,
    softness: 1,
    light: palette.sun,
    amount: 0.2,
  });
}

function ringOf(count: number, across: number, deep: number): { x: number; y: number }[] {
  return Array.from({ length: count }, (_, i) => {
    const turn = ((i + 0.5) / count) * Math.PI * 2;
    return { x: Math.cos(turn) * across, y: Math.sin(turn) * deep };
  }).sort((a, b) => a.y - b.y);
}

function paintCandle(picture: Picture, random: Random, palette: Palette, { x, y }: { x: number; y: number }): void {
  const { height } = picture;
  const thick = height * 0.0125;
  const tall = height * between(random, 0.105, 0.125);
  const wax = mix(pick(random, palette.accents), colour('#fff6ea'), 0.45);
  const head = y - tall;
  paintStrand(picture, {
    joints: [
      { x, y, width: thick },
      { x, y: head, width: thick },
    ],
    lights: [scale(wax, 0.5), scale(wax, 1.1)],
    amount: 1,
    blur: 1.2,
    round: 0.55,
  });
  dab(picture, {
    x,
    y: head + thick * 0.9,
    radius: thick * 0.62,
    roundness: 1.8,
    angle: 0,
    softness: 1,
    light: scale(mix(wax, palette.sun, 0.5), 1.6),
    amount: 0.8,
  });
  paintStrand(picture, {
    joints: [
      { x, y: head, width: 2 },
      { x: x + 1, y: head - thick * 0.7, width: 1.5 },
    ],
    lights: [
      [0.01, 0.01, 0.01],
      [0.05, 0.02, 0.01],
    ],
    amount: 1,
    blur: 1,
    round: 0,
  });
  const flame = height * between(random, 0.021, 0.026);
  const sway = between(random, -0.08, 0.08);
  const middle = {
    x: x + sway * flame,
    y: head - thick * 0.5 - flame * 0.85,
    angle: Math.PI / 2 + sway,
    roundness: 0.44,
  };
  glow(picture, { ...middle, radius: flame * 7, roundness: 1, softness: 1, light: palette.sun, amount: 0.11 });
  glow(picture, { ...middle, radius: flame * 2.4, roundness: 0.9, softness: 1, light: palette.sun, amount: 0.5 });
  dab(picture, { ...middle, radius: flame, softness: 0.6, light: scale(colour('#ff9a30'), 2.2), amount: 0.95 });
  dab(picture, {
    ...middle,
    y: middle.y + flame * 0.16,
    radius: flame * 0.74,
    softness: 0.8,
    light: scale(colour('#ffe9a8'), 5),
    amount: 1,
  });
  dab(picture, {
    ...middle,
    y: head - thick * 0.6,
    radius: flame * 0.24,
    roundness: 0.8,
    softness: 1,
    light: colour('#5a7ae0'),
    amount: 0.35,
  });
}

function paintBerry(
  picture: Picture,
  random: Random,
  { x, y, radius }: { x: number; y: number; radius: number },
): void {
  const size = radius * between(random, 0.85, 1.12);
  const red = mix(colour('#d81f2c'), colour('#8a0f2c'), random());
  const round = { angle: 0, roundness: 0.98 };
  dab(picture, {
    ...round,
    x,
    y: y + size * 0.75,
    radius: size * 1.2,
    roundness: 0.4,
    softness: 1,
    light: colour('#4a2418'),
    amount: 0.5,
  });
  dab(picture, { ...round, x, y, radius: size, softness: 0.1, light: scale(red, 0.35), amount: 1 });
  dab(picture, {
    ...round,
    x: x - size * 0.08,
    y: y - size * 0.16,
    radius: size * 0.84,
    softness: 0.9,
    light: scale(red, 1.3),
    amount: 1,
  });
  dab(picture, {
    ...round,
    x: x - size * 0.3,
    y: y - size * 0.42,
    radius: size * 0.26,
    softness: 0.8,
    light: colour('#fff0d8'),
    amount: 0.85,
  });
}

/** The table, the plate and the cake with cream that has run down its side, as SVG. */
function cakeDrawing({ width, height }: Picture, random: Random): string {
  const w = width * 0.225;
  const drop = height * 0.058;
  const bottom = height * 0.25;
  let cream = `M${-w} 0`;
  const drips = 15;
  for (let i = 0; i < drips; i++) {
    const a0 = Math.PI - (i / drips) * Math.PI;
    const a1 = Math.PI - ((i + 1) / drips) * Math.PI;
    const x0 = Math.cos(a0) * w;
    const x1 = Math.cos(a1) * w;
    const y0 = Math.sin(a0) * drop;
    const y1 = Math.sin(a1) * drop;
    const long = height * between(random, 0.03, 0.085);
    const third = (x1 - x0) * 0.2;
    cream += ` C${x0 + third} ${y0 + long * 1.3} ${x1 - third} ${y1 + long * 1.3} ${x1} ${y1 + height * 0.012}`;
  }
  cream += ` L${w} 0 A${w} ${drop} 0 0 0 ${-w} 0Z`;
  return `<defs>
    <linearGradient id="side" x1="0" x2="1"><stop offset="0" stop-color="#6a3a22"/><stop offset=".35" stop-color="#d59a5c"/><stop offset=".6" stop-color="#c98a4e"/><stop offset="1" stop-color="#4c2817"/></linearGradient>
    <linearGradient id="cream" x1="0" x2="1"><stop offset="0" stop-color="#b98a64"/><stop offset=".4" stop-color="#fff0d6"/><stop offset=".62" stop-color="#f8e0be"/><stop offset="1" stop-color="#8a5f42"/></linearGradient>
    <radialGradient id="top" cx=".5" cy=".5" r=".6"><stop offset="0" stop-color="#fff4da"/><stop offset=".7" stop-color="#fbe2b8"/><stop offset="1" stop-color="#d9a878"/></radialGradient>
    <linearGradient id="table" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#4a2a1a"/><stop offset=".3" stop-color="#6b3c22"/><stop offset="1" stop-color="#1e100a"/></linearGradient>
    <radialGradient id="pool"><stop offset="0" stop-color="#ffbf70" stop-opacity=".6"/><stop offset="1" stop-color="#ff9a40" stop-opacity="0"/></radialGradient>
    <linearGradient id="plate" x1="0" x2="1"><stop offset="0" stop-color="#7a6a60"/><stop offset=".45" stop-color="#f4e6d4"/><stop offset="1" stop-color="#6a5a52"/></linearGradient>
    <filter id="f6" x="-.5" y="-.5" width="2" height="2"><feGaussianBlur stdDeviation="14"/></filter><filter id="f1"><feGaussianBlur stdDeviation=".9"/></filter>
    <filter id="f3" x="-.2" y="-.2" width="1.4" height="1.4"><feGaussianBlur stdDeviation="5"/></filter>
  </defs>
  <rect y="${height * 0.73}" width="${width}" height="${height * 0.3}" fill="url(#table)" filter="url(#f3)"/>
  <ellipse cx="${width / 2}" cy="${height * 0.86}" rx="${width * 0.48}" ry="${height * 0.13}" fill="url(#pool)"/>
  <g transform="translate(${width / 2} ${height * 0.56})">
    <ellipse cy="${bottom + drop * 0.65}" rx="${w * 1.42}" ry="${drop * 1.5}" fill="#120906" opacity=".65" filter="url(#f6)"/>
    <ellipse cy="${bottom + drop * 0.28}" rx="${w * 1.32}" ry="${drop * 1.36}" fill="#6a5a50"/><ellipse cy="${bottom + drop * 0.16}" rx="${w * 1.32}" ry="${drop * 1.34}" fill="url(#plate)"/>
    <ellipse cy="${bottom + drop * 0.16}" rx="${w * 1.14}" ry="${drop * 1.14}" fill="#3a2418" opacity=".55" filter="url(#f3)"/>
    <path d="M${-w} 0V${bottom}A${w} ${drop} 0 0 0 ${w} ${bottom}V0Z" fill="url(#side)"/>
    ${[0.36, 0.66].map((at) => `<path d="M${-w} ${bottom * at}A${w} ${drop} 0 0 0 ${w} ${bottom * at}v${height * 0.026}A${w} ${drop} 0 0 1 ${-w} ${bottom * at + height * 0.026}Z" fill="url(#cream)" opacity=".92"/>`).join('')}
    <path d="${cream}" fill="#3a1c0e" opacity=".35" transform="translate(2 7)" filter="url(#f3)"/>
    <path d="${cream}" fill="url(#cream)" filter="url(#f1)"/>
    <ellipse rx="${w}" ry="${drop}" fill="url(#top)"/>
    <ellipse rx="${w}" ry="${drop}" fill="none" stroke="#fff8e6" stroke-width="3" opacity=".6" filter="url(#f1)"/>
  </g>`;
}
