import * as palettes from './palettes.ts';
import type { Place, SampleFile } from './samplePhoto.ts';
import { bambooGrove } from './scenes/bambooGrove.ts';
import { birthdayCake } from './scenes/birthdayCake.ts';
import { blossomBranch } from './scenes/blossomBranch.ts';
import { bouquet } from './scenes/bouquet.ts';
import { fairyLights } from './scenes/fairyLights.ts';
import { fireworks } from './scenes/fireworks.ts';
import { fjord } from './scenes/fjord.ts';
import { flowers } from './scenes/flowers.ts';
import { hydrangea } from './scenes/hydrangea.ts';
import { lanternStreet } from './scenes/lanternStreet.ts';
import { type LeafColour, mapleLeaves } from './scenes/mapleLeaves.ts';
import { mistyRidges } from './scenes/mistyRidges.ts';
import { northernLights } from './scenes/northernLights.ts';
import { sea } from './scenes/sea.ts';
import { snowForest } from './scenes/snowForest.ts';

const reine: Place = [67.9323, 13.0888];
const kyoto: Place = [35.0037, 135.7788];
const redLeaves: readonly [LeafColour, ...LeafColour[]] = [
  ['#ff7a3a', '#d8281c'],
  ['#ff9a3c', '#e8481c'],
  ['#ffc850', '#f07a1c'],
  ['#f05a34', '#b81a1a'],
];

const day = (seed: number) =>
  fjord({ seed, palette: palettes.coldMorning, sun: [1.3, 0.5], clouds: 0.5, waves: 0.006, snowLine: 0.5 });
const dusk = (seed: number) =>
  fjord({ seed, palette: palettes.arcticDusk, sun: [0.45, 0.06], clouds: 0.45, waves: 0.015, snowLine: 0.45 });

/** The whole library, a row a file: where it lies, what it shows, when it was taken, and what is written under it. */
export const sampleLibrary: readonly SampleFile[] = [
  {
    path: 'IMG_20241231_235958.jpg',
    scene: fireworks({ seed: 3, palette: palettes.newYear, bursts: 5 }),
    capturedAt: '2024-12-31T23:59:58+01:00',
    camera: 'pixel',
    caption: 'Happy New Year!',
  },
  {
    path: 'Abendrot über dem See.jpg',
    scene: sea({ seed: 3, palette: palettes.goldenSea, sun: [0.6, 0.14], clouds: 0.5, waves: 0.035 }),
    capturedAt: '2025-08-09T20:41:12+02:00',
    camera: 'fuji',
    caption: 'Abendrot über dem See',
  },

  {
    path: '2024/Lofoten/DSC_0412.jpg',
    scene: day(5),
    capturedAt: '2024-09-21T09:12:04+02:00',
    camera: 'nikon',
    caption: 'First morning in Reine',
    place: reine,
  },
  {
    path: '2024/Lofoten/DSC_0418.jpg',
    scene: day(6),
    capturedAt: '2024-09-21T10:40:51+02:00',
    camera: 'nikon',
    place: reine,
  },
  {
    path: '2024/Lofoten/DSC_0431.jpg',
    scene: day(7),
    capturedAt: '2024-09-21T13:05:37+02:00',
    camera: 'nikon',
    shape: 'turned6',
  },
  {
    path: '2024/Lofoten/DSC_0447.jpg',
    scene: dusk(8),
    capturedAt: '2024-09-21T18:52:20+02:00',
    camera: 'nikon',
    caption: 'The red cabins, just before dinner',
    place: reine,
  },
  {
    path: '2024/Lofoten/IMG_20240921_211530.jpg',
    scene: dusk(9),
    capturedAt: '2024-09-21T21:15:30+02:00',
    camera: 'pixel',
  },
  {
    path: '2024/Lofoten/Day 2/DSC_0463.jpg',
    scene: sea({ seed: 5, palette: palettes.stormSea, sun: [0.35, 0.4], clouds: 0.75, waves: 0.06 }),
    capturedAt: '2024-09-22T07:48:09+02:00',
    camera: 'nikon',
  },
  {
    path: '2024/Lofoten/Day 2/DSC_0471.jpg',
    scene: dusk(11),
    capturedAt: '2024-09-22T17:31:44+02:00',
    camera: 'nikon',
    caption: 'Lighthouse at the end of the road',
  },
  {
    path: '2024/Lofoten/Day 2/DSC_0488.jpg',
    scene: northernLights({ seed: 8, palette: palettes.arcticNight, curtains: 3, waves: 0.008 }),
    capturedAt: '2024-09-22T22:58:13+02:00',
    camera: 'nikon',
    caption: 'Northern lights over the fjord',
    place: reine,
  },
  {
    path: '2024/Lofoten/Day 2/DSC_0490.jpg',
    scene: northernLights({ seed: 4, palette: palettes.violetNight, curtains: 3, waves: 0.01 }),
    capturedAt: '2024-09-22T23:14:02+02:00',
    camera: 'nikon',
    shape: 'turned8',
  },

  {
    path: '2024/Schwarzwald im Winter/Schneewald 1.jpg',
    scene: snowForest({ seed: 3, palette: palettes.winterDay, sun: [0.55, 0.25], flakes: 120, hut: 'none' }),
    capturedAt: '2024-12-07T11:22:35+01:00',
    camera: 'fuji',
  },
  {
    path: '2024/Schwarzwald im Winter/Hütte im Schnee.jpg',
    scene: snowForest({ seed: 5, palette: palettes.winterEvening, sun: [0.3, 0.1], flakes: 260, hut: 'lit' }),
    capturedAt: '2024-12-07T16:38:10+01:00',
    camera: 'fuji',
    caption: 'Endlich warm: die Hütte',
  },
  {
    path: '2024/Schwarzwald im Winter/DSCF2207.jpg',
    scene: mistyRidges({ seed: 6, palette: palettes.blackForest, sun: [0.2, 0.7], clouds: 0.4, layers: 6 }),
    capturedAt: '2024-12-08T08:17:49+01:00',
    camera: 'fuji',
  },
  {
    path: '2024/Schwarzwald im Winter/DSCF2231.jpg',
    scene: day(17),
    capturedAt: '2024-12-08T09:30:00+01:00',
    camera: 'fuji',
    shape: 'portrait',
  },

  {
    path: '2025/Kyoto in autumn/IMG_20251118_071204.jpg',
    scene: mistyRidges({ seed: 2, palette: palettes.kyotoMist, sun: [0.68, 0.36], clouds: 0.4, layers: 7 }),
    capturedAt: '2025-11-18T07:12:04+09:00',
    camera: 'pixel',
    caption: 'Mist over Higashiyama',
    place: kyoto,
  },
  {
    path: '2025/Kyoto in autumn/嵐山の竹林.jpg',
    scene: bambooGrove({ seed: 4, palette: palettes.bambooGreen }),
    capturedAt: '2025-11-18T10:05:51+09:00',
    camera: 'fuji',
    caption: '嵐山の竹林',
    shape: 'turned6',
    place: [35.017, 135.6717],
  },
  {
    path: '2025/Kyoto in autumn/DSCF3140.jpg',
    scene: mapleLeaves({ seed: 4, palette: palettes.mapleGold, leaves: redLeaves }),
    capturedAt: '2025-11-18T14:20:33+09:00',
    camera: 'fuji',
    caption: 'Maple leaves in the temple garden',
  },
  {
    path: '2025/Kyoto in autumn/DSCF3152.jpg',
    scene: mapleLeaves({ seed: 9, palette: palettes.mapleGold, leaves: redLeaves }),
    capturedAt: '2025-11-18T15:02:18+09:00',
    camera: 'fuji',
  },
  {
    path: '2025/Kyoto in autumn/五重塔の夕暮れ.jpg',
    scene: dusk(22),
    capturedAt: '2025-11-18T16:48:40+09:00',
    camera: 'fuji',
    caption: '五重塔の夕暮れ',
    place: kyoto,
  },
  {
    path: '2025/Kyoto in autumn/IMG_20251118_193122.jpg',
    scene: lanternStreet({ seed: 3, palette: palettes.gionNight, end: 0.56 }),
    capturedAt: '2025-11-18T19:31:22+09:00',
    camera: 'pixel',
    caption: 'Lanterns after the rain',
  },
  {
    path: '2025/Kyoto in autumn/IMG_20251118_194507.jpg',
    scene: lanternStreet({ seed: 8, palette: palettes.gionNight, end: 0.5 }),
    capturedAt: '2025-11-18T19:45:07+09:00',
    camera: 'pixel',
    shape: 'portrait',
  },
  {
    path: '2025/Kyoto in autumn/紅葉.png',
    scene: mapleLeaves({ seed: 12, palette: palettes.mapleGold, leaves: redLeaves }),
    capturedAt: '2025-11-19T09:10:00+09:00',
    camera: 'pixel',
    shape: 'small',
    format: 'png',
  },

  {
    path: '2025/Garden/Mohnblumen.jpg',
    scene: flowers({
      seed: 3,
      palette: palettes.poppyEvening,
      kind: 'poppy',
      blooms: [
        [0.36, 0.42, 0.22],
        [0.68, 0.34, 0.14],
        [0.82, 0.6, 0.09],
      ],
    }),
    capturedAt: '2025-06-14T19:02:40+02:00',
    camera: 'fuji',
    caption: 'Mohnblumen am Zaun',
  },
  {
    path: '2025/Garden/DSCF2815.jpg',
    scene: flowers({
      seed: 5,
      palette: palettes.cosmosDusk,
      kind: 'cosmos',
      blooms: [
        [0.4, 0.4, 0.25],
        [0.72, 0.55, 0.16],
        [0.13, 0.66, 0.1],
      ],
    }),
    capturedAt: '2025-06-14T19:20:11+02:00',
    camera: 'fuji',
  },
  {
    path: '2025/Garden/Gänseblümchen.webp',
    scene: flowers({
      seed: 4,
      palette: palettes.daisyNoon,
      kind: 'daisy',
      blooms: [
        [0.6, 0.42, 0.24],
        [0.24, 0.55, 0.15],
        [0.85, 0.7, 0.12],
      ],
    }),
    capturedAt: '2025-05-03T11:45:26+02:00',
    camera: 'pixel',
    format: 'webp',
  },
  {
    path: '2025/Garden/Hortensie.png',
    scene: hydrangea({
      seed: 4,
      palette: palettes.blueHydrangea,
      heads: [
        [0.2, 0.4, 0.16, 14],
        [0.85, 0.75, 0.22, 6],
        [0.5, 0.5, 0.34, 1.2],
      ],
    }),
    capturedAt: '2025-07-20T09:33:57+02:00',
    camera: 'fuji',
    format: 'jpeg',
  },
  {
    path: '2025/Garden/IMG_20250405_083011.jpg',
    scene: blossomBranch({ seed: 5, palette: palettes.springSky }),
    capturedAt: '2025-04-05T08:30:11+02:00',
    camera: 'pixel',
    caption: 'The cherry tree has started',
    shape: 'portrait',
  },

  {
    path: "Family/Grandma's 80th/IMG_20250712_153300.jpg",
    scene: birthdayCake({ seed: 2, palette: palettes.candleLight }),
    capturedAt: '2025-07-12T15:33:00+02:00',
    camera: 'pixel',
    caption: 'Eighty candles would not fit',
  },
  {
    path: "Family/Grandma's 80th/IMG_20250712_160845.jpg",
    scene: bouquet({ seed: 2, palette: palettes.windowLight }),
    capturedAt: '2025-07-12T16:08:45+02:00',
    camera: 'pixel',
    caption: 'Flowers from the neighbours',
  },
  {
    path: "Family/Grandma's 80th/IMG_20250712_214712.jpg",
    scene: fairyLights({ seed: 5, palette: palettes.summerEvening }),
    capturedAt: '2025-07-12T21:47:12+02:00',
    camera: 'pixel',
    caption: 'The garden late that evening',
  },
  { path: "Family/Grandma's 80th/DSCF2815 (Oma).jpg", copyOf: '2025/Garden/DSCF2815.jpg' },
];
