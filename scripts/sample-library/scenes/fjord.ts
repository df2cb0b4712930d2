import { mix, scale, smoothStep } from '../painting/colour.ts';
import { type Land, type LandLook, paintLand, survey, type View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import { copyOf, type Picture } from '../painting/picture.ts';
import { paintSky } from '../painting/sky.ts';
import { paintWater } from '../painting/water.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** Steep mountains that rise from the sea. */
export interface Fjord {
  readonly seed: number;
  readonly palette: Palette;
  /** Where the sun stands, 0 left to 1 right, and its height over the horizon, 0 to 1. */
  readonly sun: readonly [number, number];
  readonly clouds: number;
  readonly waves: number;
  readonly snowLine: number;
}

/** The picture of a fjord. */
export function fjord(how: Fjord): Scene {
  return (picture) => paintFjord(picture, how);
}

function paintFjord(picture: Picture, { seed, palette, sun, clouds, waves, snowLine }: Fjord): void {
  const { width, height } = picture;
  const horizon = Math.round(height * 0.58);
  const view: View = { width, horizon, focal: Math.max(width, height) * 0.95, eye: 0.06 };
  const sunX = width * sun[0];
  const sunY = horizon - horizon * sun[1];
  paintSky(picture, {
    horizon,
    colours: palette.sky,
    sun: { x: sunX, y: sunY, radius: width * 0.012, colour: palette.sun, strength: 14, glow: width * 0.22 },
    clouds: [
      { cover: clouds, size: 1, lit: palette.cloudLit, shaded: palette.cloudShade, softness: 0.9, stretch: 1.6, seed },
    ],
  });
  const look: LandLook = {
    rock: palette.ground[0],
    shade: palette.ground[1],
    grass: palette.ground[2],
    snow: [0.86, 0.89, 0.93],
    snowLine,
    grassLine: 0.32,
    sun: [(sun[0] - 0.5) * 1.6, 0.3 + sun[1], -0.25],
    sunlight: scale(palette.sun, 1.9),
    skylight: scale(mix(palette.sky[3] ?? palette.haze, palette.haze, 0.5), 0.75),
    haze: palette.haze,
    sight: 9,
    seed,
  };
  const ground = survey(view, mountains(seed), look);
  const mirror = copyOf(picture);
  paintLand(mirror, ground, look, -view.eye);
  paintWater(picture, mirror, view, { waves, length: 0.12, depth: palette.water, seed: seed + 3 });
  paintLand(picture, ground, look, view.eye);
}

/** Ridges with a wide arm of water between them. */
function mountains(seed: number): Land {
  const wide = noiseTile({ seed, bumps: 4, octaves: 3, gain: 0.5, size: 512 });
  const fold = noiseTile({ seed: seed + 1, bumps: 8, octaves: 1, gain: 0.5, size: 512 });
  const rough = noiseTile({ seed: seed + 2, bumps: 8, octaves: 6, gain: 0.55, size: 512 });
  return {
    near: 1.4,
    far: 11,
    height: (across, away) => {
      const bend = wide(across * 0.13, away * 0.13) * 0.35;
      let x = across * 0.062 + bend * 0.1;
      let z = away * 0.062 - bend * 0.07;
      let ridge = 0;
      let strength = 0.6;
      let keep = 1;
      for (let octave = 0; octave < 5; octave++) {
        const crest = 1 - Math.min(1, Math.abs(fold(x, z)));
        ridge += strength * crest * crest * keep;
        keep = Math.min(1, crest * crest * 1.5);
        strength *= 0.47;
        const turned = x * 1.62 - z * 1.21 + 0.37;
        z = x * 1.21 + z * 1.62 + 0.11;
        x = turned;
      }
      const land = smoothStep(-0.6, 0.7, wide(across * 0.052 + 0.2, away * 0.052));
      const channel = smoothStep(0.1, 1.3, Math.abs(across + 0.3 * Math.sin(away * 0.7)) - 0.06 * away + 0.2);
      const back = smoothStep(5.5, 8, away);
      const mass = (0.25 + 0.75 * land) * Math.max(channel, back);
      return ridge * mass * 1.25 - 0.22 + rough(across * 0.6, away * 0.6) * 0.02 * (0.3 + mass);
    },
  };
}
