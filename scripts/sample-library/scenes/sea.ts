import { project, type Projected } from '../painting/coast.ts';
import { mix } from '../painting/colour.ts';
import type { View } from '../painting/land.ts';
import { copyOf, type Picture } from '../painting/picture.ts';
import { paintSky } from '../painting/sky.ts';
import { hexOf, layDrawing } from '../painting/svgLayer.ts';
import { paintWater } from '../painting/water.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** The open sea, or a lake, under a wide sky. */
export interface Sea {
  readonly seed: number;
  readonly palette: Palette;
  /** 0 left to 1 right, and 0 at the horizon to 1 at the top. */
  readonly sun: readonly [across: number, up: number];
  readonly clouds: number;
  readonly waves: number;
  /** Where a boat is on its way under sails of the first accent, 0 left to 1 right. */
  readonly boat?: number;
}

/** The picture of a sea. */
export function sea(how: Sea): Scene {
  return (picture) => paintSea(picture, how);
}

async function paintSea(picture: Picture, { seed, palette, sun, clouds, waves, boat }: Sea): Promise<void> {
  const { width, height } = picture;
  const horizon = Math.round(height * 0.6);
  const view: View = { width, horizon, focal: Math.max(width, height) * 0.9, eye: 0.12 };
  const { cloudLit, cloudShade } = palette;
  paintSky(picture, {
    horizon,
    colours: palette.sky,
    sun: {
      x: width * sun[0],
      y: horizon * (1 - sun[1]),
      radius: width * 0.016,
      colour: palette.sun,
      strength: 12,
      glow: width * 0.22,
    },
    clouds: [
      { cover: clouds * 0.8, size: 2.4, lit: cloudLit, shaded: cloudShade, softness: 1.2, stretch: 3, seed: seed + 9 },
      { cover: clouds, size: 1.1, lit: cloudLit, shaded: cloudShade, softness: 0.6, stretch: 1.6, seed },
    ],
  });
  const mirror = copyOf(picture);
  const sail = boat === undefined ? undefined : { across: (boat - 0.5) * 1.9, up: 0, away: 1.9 };
  if (sail) await sailBoat(mirror, palette, project(view, sail, -view.eye));
  paintWater(picture, mirror, view, { waves, length: 0.6, depth: palette.water, seed });
  if (sail) await sailBoat(picture, palette, project(view, sail, view.eye));
}

/** A small boat with two sails against the light. */
async function sailBoat(picture: Picture, palette: Palette, { x, y, unit }: Projected): Promise<void> {
  const hull = hexOf(mix(palette.ground[2], palette.haze, 0.15));
  const cloth = hexOf(mix(palette.accents[0], palette.haze, 0.22));
  const shade = hexOf(mix(palette.accents[0], palette.ground[2], 0.5));
  const shapes = `<linearGradient id="sail" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="${cloth}"/><stop offset=".7" stop-color="${cloth}"/><stop offset="1" stop-color="${shade}"/></linearGradient>
    <g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${(unit * 0.0022).toFixed(3)}) rotate(-3)">
    <path d="M-46 -8Q0 -3 52 -11L40 4Q0 8 -36 4Z" fill="${hull}"/><path d="M-2 -8V-126" stroke="${hull}" stroke-width="2.4"/>
    <path d="M-5 -120Q-40 -70 -42 -16L-5 -15Z" fill="url(#sail)"/><path d="M2 -112Q26 -60 44 -17L2 -15Z" fill="url(#sail)"/>
    <path d="M-20 -84L-5 -82M-31 -58L-5 -55M-39 -34L-5 -32M2 -78L16 -80M2 -48L32 -50" stroke="${shade}" stroke-width="1"/>
    <path d="M-14 -9q4 -13 9 0zM10 -9q4 -15 9 -1z" fill="${hull}"/></g>`;
  await layDrawing(picture, { shapes, soften: 0.5, light: [1, 1, 1] });
}
