import type { Picture } from '../painting/picture.ts';
import { paintRidge, raiseRidge } from '../painting/ridge.ts';
import { paintSky } from '../painting/sky.ts';
import { layDrawing } from '../painting/svgLayer.ts';
import type { Palette } from '../palettes.ts';
import { pagodaShapes } from './pagoda.ts';
import type { Scene } from './scene.ts';

/** Wooded ridges one behind the other, with mist between them. */
export interface MistyRidges {
  readonly seed: number;
  readonly palette: Palette;
  readonly sun: readonly [across: number, up: number];
  readonly clouds: number;
  readonly layers: number;
  /** Where a pagoda stands among the trees, 0 left to 1 right. */
  readonly pagoda?: number;
}

/** The picture of misty ridges. */
export function mistyRidges(how: MistyRidges): Scene {
  return (picture) => paintMistyRidges(picture, how);
}

async function paintMistyRidges(picture: Picture, how: MistyRidges): Promise<void> {
  const { width, height } = picture;
  const { seed, palette, sun, clouds, layers, pagoda } = how;
  const horizon = Math.round(height * 0.62);
  paintSky(picture, {
    horizon,
    colours: palette.sky,
    sun: {
      x: width * sun[0],
      y: horizon * (1 - sun[1]),
      radius: width * 0.02,
      colour: palette.sun,
      strength: 6,
      glow: width * 0.26,
    },
    clouds: [
      {
        cover: clouds,
        size: 1.6,
        lit: palette.cloudLit,
        shaded: palette.cloudShade,
        softness: 1.2,
        stretch: 2.5,
        seed,
      },
    ],
  });
  const ridges = Array.from({ length: layers }, (_, layer) =>
    raiseRidge(picture, { near: layer / (layers - 1), seed: seed * 17 + layer, sun: sun[0] }),
  );
  for (const [layer, ridge] of ridges.entries()) {
    paintRidge(picture, palette, ridge, ridges[layer + 1]);
    if (pagoda !== undefined && layer === layers - 3) await standPagoda(picture, palette, pagoda);
  }
}

/** A pagoda of five storeys, paler towards its foot where the mist lies. */
async function standPagoda(picture: Picture, palette: Palette, place: number): Promise<void> {
  const { width, height } = picture;
  const size = Math.min(width, height) / 1067;
  await layDrawing(picture, {
    shapes: `<g transform="translate(${width * place} ${height * 0.79}) scale(${size})">${pagodaShapes(palette)}</g>`,
    soften: 0.5,
    light: [1, 1, 1],
  });
}
