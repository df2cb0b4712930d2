import type { View } from '../painting/land.ts';
import { copyOf, type Picture } from '../painting/picture.ts';
import { paintSky } from '../painting/sky.ts';
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
}

/** The picture of a sea. */
export function sea(how: Sea): Scene {
  return (picture) => {
    paintSea(picture, how);
  };
}

function paintSea(picture: Picture, { seed, palette, sun, clouds, waves }: Sea): void {
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
  paintWater(picture, copyOf(picture), view, { waves, length: 0.6, depth: palette.water, seed });
}
