import { project } from '../painting/coast.ts';
import { smoothStep } from '../painting/colour.ts';
import type { Adornment } from '../painting/coast.ts';
import type { Land } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import type { Picture } from '../painting/picture.ts';
import { layDrawing } from '../painting/svgLayer.ts';

const rocks = noiseTile({ seed: 101, bumps: 8, octaves: 6, gain: 0.55, size: 512 });

/** Low rocks along the left side of a fjord, on which fishermen's cabins stand. */
export function cabinShore(seed: number): Land {
  return {
    near: 0.62,
    far: 1.9,
    height: (across, away) => {
      const edge = -0.02 - 0.2 * (away - 1) + 0.1 * rocks(away * 0.9 + seed, seed * 0.3);
      const inland =
        smoothStep(edge + 0.05, edge - 0.28, across) * smoothStep(0.66, 0.82, away) * smoothStep(1.85, 1.5, away);
      return inland * 0.045 - 0.012 + rocks(across * 1.6 + seed, away * 1.6) * 0.016 * (0.4 + inland);
    },
  };
}

/** Red cabins on stilts at the edge of the rocks, the far ones first. */
export async function standCabins(picture: Picture, { view, eye, seed, light }: Adornment): Promise<void> {
  const shore = cabinShore(seed);
  const shapes = places.map(({ across, away, size, lit }, i) => {
    const up = Math.max(0, shore.height(across, away)) + size * 0.16;
    const { x, y, unit } = project(view, { across, up, away }, eye);
    const scale = (unit * size) / 100;
    return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})">${cabin(lit, `c${i}`)}</g>`;
  });
  await layDrawing(picture, { shapes: defs + shapes.join(''), soften: 0.4, light });
}

const places = [
  { across: -0.8, away: 1.7, size: 0.105, lit: 0.3 },
  { across: -0.46, away: 1.62, size: 0.1, lit: 0.7 },
  { across: -0.3, away: 1.5, size: 0.1, lit: 0.4 },
  { across: -0.62, away: 1.4, size: 0.11, lit: 0.9 },
  { across: -0.17, away: 1.33, size: 0.105, lit: 0.9 },
  { across: -0.4, away: 1.16, size: 0.115, lit: 0.5 },
  { across: -0.21, away: 1.02, size: 0.115, lit: 1 },
];

const defs = `<defs>
  <linearGradient id="gable" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#8c1f1c"/><stop offset="1" stop-color="#6b1618"/></linearGradient>
  <linearGradient id="long" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="#b32c24"/><stop offset="1" stop-color="#8f211e"/></linearGradient>
  <linearGradient id="slate" x1="0" x2="1" y1="0" y2="1"><stop offset="0" stop-color="#6a6a72"/><stop offset="1" stop-color="#36363e"/></linearGradient>
  <linearGradient id="lamp" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#fff0be"/><stop offset="1" stop-color="#ffb652"/></linearGradient>
  <radialGradient id="shine"><stop offset="0" stop-color="#ffb652" stop-opacity=".6"/><stop offset="1" stop-color="#ffb652" stop-opacity="0"/></radialGradient>
</defs>`;

/** A cabin of about 100 units, its floor at 0 and its stilts below. */
function cabin(lit: number, id: string): string {
  const boards = (from: number, to: number, top: number, bottom: number) =>
    Array.from({ length: Math.floor((to - from) / 4) }, (_, i) => `M${from + i * 4 + 2} ${top}V${bottom}`).join('');
  const stilts = [-48, -30, -12, 6, 24, 42, 60].map((x) => `M${x} -2V${26 + (x % 5)}`).join('');
  const window = (x: number, y: number, w: number, h: number) =>
    `<rect x="${x - 1.8}" y="${y - 1.8}" width="${w + 3.6}" height="${h + 3.6}" fill="#f1ece2"/>` +
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#2a3440"/><rect x="${x}" y="${y}" width="${w}" height="${h}" fill="url(#lamp)" opacity="${lit}"/>` +
    `<path d="M${x + w / 2} ${y}v${h}M${x} ${y + h / 2}h${w}" stroke="#f1ece2" stroke-width="1.1"/>` +
    `<circle cx="${x + w / 2}" cy="${y + h / 2}" r="${w * 1.7}" fill="url(#shine)" opacity="${lit * 0.55}"/>`;
  return `<g id="${id}">
    <path d="${stilts}" stroke="#2b211b" stroke-width="3"/><path d="M-48 12L-12 20M6 12L42 22" stroke="#2b211b" stroke-width="1.6"/>
    <rect x="-56" y="-4" width="124" height="5" fill="#5a4636"/>
    <path d="M-50 -4V-40L-22 -66L6 -40V-4Z" fill="url(#gable)"/><path d="${boards(-50, 6, -38, -4)}" stroke="#3c0d0e" stroke-width=".7" opacity=".5"/>
    <rect x="6" y="-40" width="56" height="36" fill="url(#long)"/><path d="${boards(6, 62, -40, -4)}" stroke="#4a1011" stroke-width=".7" opacity=".5"/>
    <path d="M-22 -69L10 -38H68L38 -69Z" fill="url(#slate)"/><path d="M-22 -69L-54 -38.5M-22 -69L10 -38" stroke="#f1ece2" stroke-width="2.6" fill="none"/>
    <path d="M10 -38H68" stroke="#e8e2d6" stroke-width="1.6"/><path d="M6 -40V-4M-50 -38V-4M62 -38V-4" stroke="#f1ece2" stroke-width="2"/>
    <rect x="22" y="-78" width="8" height="14" fill="#4c4640"/>
    ${window(-36, -33, 11, 13)}${window(-15, -33, 11, 13)}${window(-27, -54, 9, 9)}${window(17, -31, 12, 12)}${window(40, -31, 12, 12)}
  </g>`;
}
