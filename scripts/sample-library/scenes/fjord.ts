import { type Colour, colour, mix, scale, smoothStep } from '../painting/colour.ts';
import { paintCoast } from '../painting/coast.ts';
import type { Land, LandLook, View } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import type { Picture } from '../painting/picture.ts';
import { seededRandom } from '../painting/random.ts';
import { paintSky } from '../painting/sky.ts';
import type { Palette } from '../palettes.ts';
import { cabinShore, standCabins } from './redCabins.ts';
import { lighthouseRock, standLighthouse } from './lighthouse.ts';
import type { Scene } from './scene.ts';

/** Steep mountains that rise from the sea. */
export interface Fjord {
  readonly seed: number;
  readonly palette: Palette;
  /** Where the sun stands: 0 left to 1 right, and 0 at the horizon to 1 at the top. Beyond that it lights the land from outside. */
  readonly sun: readonly [across: number, up: number];
  /** 0 clear to 1 overcast. */
  readonly clouds: number;
  /** Slope of the waves: 0.003 still, 0.03 a breeze. */
  readonly waves: number;
  /** Height of the lowest snow; the peaks are about 1 high. */
  readonly snowLine: number;
  /** What stands on a shore in front. */
  readonly shore?: 'cabins' | 'lighthouse';
}

/** The picture of a fjord. */
export function fjord(how: Fjord): Scene {
  return (picture) => paintFjord(picture, how);
}

async function paintFjord(picture: Picture, how: Fjord): Promise<void> {
  const { seed, palette, sun, waves, snowLine } = how;
  const view = fjordView(picture);
  paintFjordSky(picture, view, how);
  const adornments = how.shore ? shores[how.shore] : undefined;
  await paintCoast(picture, {
    view,
    lands: [mountains(seed), ...(adornments ? [adornments.land(seed)] : [])],
    look: landLook(palette, sun, snowLine),
    water: { waves, length: 0.5, depth: palette.water, seed: seed + 3 },
    ...(adornments
      ? {
          adorn: (target: Picture, eye: number) =>
            adornments.adorn(target, { view, eye, seed, light: ambient(palette) }),
        }
      : {}),
  });
}

const shores = {
  cabins: { land: cabinShore, adorn: standCabins },
  lighthouse: { land: lighthouseRock, adorn: standLighthouse },
};

function fjordView({ width, height }: Picture): View {
  const portrait = height > width;
  return {
    width,
    horizon: Math.round(height * (portrait ? 0.62 : 0.63)),
    focal: Math.max(width, height) * (portrait ? 1.05 : 0.95),
    eye: 0.07,
  };
}

function paintFjordSky(picture: Picture, { horizon }: View, { seed, palette, sun, clouds }: Fjord): void {
  const { width } = picture;
  const { cloudLit, cloudShade } = palette;
  paintSky(picture, {
    horizon,
    colours: palette.sky,
    sun: {
      x: width * sun[0],
      y: horizon * (1 - sun[1]),
      radius: width * 0.012,
      colour: palette.sun,
      strength: 14,
      glow: width * 0.2,
    },
    clouds: [
      {
        cover: clouds * 0.8,
        size: 2.2,
        lit: cloudLit,
        shaded: cloudShade,
        softness: 1.4,
        stretch: 2.5,
        seed: seed + 50,
      },
      { cover: clouds, size: 1, lit: cloudLit, shaded: cloudShade, softness: 0.8, stretch: 1.5, seed },
    ],
  });
}

/** The light that falls on painted walls: that of the sky with some of the sun. */
function ambient(palette: Palette): Colour {
  const light = mix(palette.sky[1] ?? palette.haze, palette.sun, 0.35);
  return scale(light, 1.05);
}

/** Land under the given sun: it lies in its haze, which glows on the side of the sun. */
export function landLook(palette: Palette, sun: readonly [number, number], snowLine: number): LandLook {
  const inside = sun[0] > 0 && sun[0] < 1;
  const glowing = mix(palette.haze, scale(palette.sun, 0.9), 0.5);
  const haze = (place: number): Colour => mix(palette.haze, glowing, Math.exp(-Math.abs(place - sun[0]) * 4));
  return {
    rock: palette.ground[0],
    shade: palette.ground[1],
    grass: palette.ground[2],
    snow: colour('#f2f5fa'),
    snowLine,
    grassLine: 0.3,
    sun: [(sun[0] - 0.5) * 2, 0.35 + sun[1] * 0.8, inside ? -0.5 : 0.45],
    sunlight: scale(palette.sun, inside ? 1.8 : 2.1),
    skylight: scale(mix(palette.sky[3] ?? palette.haze, palette.haze, 0.35), inside ? 0.7 : 0.55),
    haze,
    sight: 14,
  };
}

const wide = noiseTile({ seed: 21, bumps: 4, octaves: 3, gain: 0.5, size: 512 });
const fold = noiseTile({ seed: 22, bumps: 8, octaves: 1, gain: 0.5, size: 512 });
const rough = noiseTile({ seed: 23, bumps: 8, octaves: 6, gain: 0.55, size: 512 });

/** Ridges with a wide arm of water between them. */
export function mountains(seed: number): Land {
  const random = seededRandom(seed);
  const east = random() * 10;
  const north = random() * 10;
  const near = 2.2;
  return {
    near,
    far: 15,
    height: (across, away) => {
      const bend = wide(across * 0.13 + east, away * 0.13) * 0.35;
      let x = across * 0.062 + bend * 0.1 + east;
      let z = away * 0.062 - bend * 0.07 + north;
      let ridge = 0;
      let strength = 0.6;
      let keep = 1;
      // Crests sharper than the steps of the survey would come out as teeth.
      let blunt = 2e-4 * away * away;
      for (let octave = 0; octave < 5; octave++) {
        const n = fold(x, z);
        const crest = Math.max(0, 1.03 - Math.sqrt(n * n + blunt));
        ridge += strength * crest * crest * keep;
        keep = Math.min(1, crest * crest * 1.5);
        strength *= 0.47;
        blunt *= 4;
        const turned = x * 1.62 - z * 1.21 + 0.37;
        z = x * 1.21 + z * 1.62 + 0.11;
        x = turned;
      }
      const land = smoothStep(-0.7, 0.6, wide(across * 0.052 + 0.2 + north, away * 0.052));
      const channel = smoothStep(0.1, 1.3, Math.abs(across + 0.3 * Math.sin(away * 0.7 + east)) - 0.06 * away + 0.2);
      const back = smoothStep(7, 10, away);
      const mass = (0.25 + 0.75 * land) * Math.max(channel, back) * smoothStep(near, near + 1.3, away);
      return ridge * mass * 1.45 - 0.22 + rough(across * 0.7, away * 0.7) * 0.035 * (0.3 + mass);
    },
  };
}
