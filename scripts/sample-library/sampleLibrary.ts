import type { LeafColour } from './painting/mapleLeaf.ts';
import * as palettes from './palettes.ts';
import type { Place, SampleFile } from './samplePhoto.ts';
import { autumnPond } from './scenes/autumnPond.ts';
import { balloons } from './scenes/balloons.ts';
import { bambooGrove } from './scenes/bambooGrove.ts';
import { birthdayCake } from './scenes/birthdayCake.ts';
import { blossomBranch } from './scenes/blossomBranch.ts';
import { bouquet } from './scenes/bouquet.ts';
import { fairyLights } from './scenes/fairyLights.ts';
import { type BurstPlace, fireworks } from './scenes/fireworks.ts';
import { fjord } from './scenes/fjord.ts';
import { flowers } from './scenes/flowers.ts';
import { hydrangea } from './scenes/hydrangea.ts';
import { lanternStreet } from './scenes/lanternStreet.ts';
import { mapleLeaves } from './scenes/mapleLeaves.ts';
import { mistyRidges } from './scenes/mistyRidges.ts';
import { northernLights } from './scenes/northernLights.ts';
import { sea } from './scenes/sea.ts';
import { snowForest } from './scenes/snowForest.ts';
import { toriiPath } from './scenes/toriiPath.ts';

const reine: Place = [67.9323, 13.0888];
const kyoto: Place = [35.0037, 135.7788];
const redLeaves: readonly [LeafColour, ...LeafColour[]] = [
  ['#ff7a3a', '#d8281c'],
  ['#ff9a3c', '#e8481c'],
  ['#ffc850', '#f07a1c'],
  ['#f05a34', '#b81a1a'],
];

/** Places of flowers: x, y, radius; the last number of a head of hydrangea is its blur. */
const poppies = [
  [0.36, 0.42, 0.22],
  [0.68, 0.34, 0.14],
  [0.82, 0.6, 0.09],
] as const;
const cosmos = [
  [0.4, 0.4, 0.25],
  [0.72, 0.55, 0.16],
  [0.13, 0.66, 0.1],
] as const;
const daisies = [
  [0.6, 0.42, 0.24],
  [0.24, 0.55, 0.15],
  [0.85, 0.7, 0.12],
] as const;
const hydrangeas = [
  [0.2, 0.4, 0.16, 14],
  [0.85, 0.75, 0.22, 6],
  [0.5, 0.5, 0.34, 1.2],
] as const;

const midnight: readonly BurstPlace[] = [
  { x: 0.2, y: 0.58, radius: 0.2, kind: 'ball' },
  { x: 0.44, y: 0.78, radius: 0.25, kind: 'willow' },
  { x: 0.66, y: 0.5, radius: 0.17, kind: 'ball' },
  { x: 0.85, y: 0.7, radius: 0.2, kind: 'ball' },
];

/** The whole library, a row a file: where it lies, what it shows, when it was taken, and what is written under it. */
export const sampleLibrary: readonly SampleFile[] = [
  {
    path: 'IMG_20241231_235958.jpg',
    scene: fireworks({ seed: 3, palette: palettes.newYear, bursts: midnight }),
    capturedAt: '2024-12-31T23:59:58+01:00',
    camera: 'pixel',
    caption: 'Happy New Year!',
  },
  {
    path: 'Abendrot über dem See.jpg',
    scene: sea({ seed: 3, palette: palettes.goldenSea, sun: [0.6, 0.14], clouds: 0.5, waves: 0.04 }),
    capturedAt: '2025-08-09T20:41:12+02:00',
    camera: 'fuji',
    caption: 'Abendrot über dem See',
  },

  {
    path: '2024/Lofoten/DSC_0412.jpg',
    scene: fjord({
      seed: 5,
      palette: palettes.coldMorning,
      sun: [-0.3, 0.5],
      clouds: 0.5,
      waves: 0.006,
      snowLine: 0.5,
    }),
    capturedAt: '2024-09-21T09:12:04+02:00',
    camera: 'nikon',
    caption: 'First morning in Reine',
    place: reine,
  },
  {
    path: '2024/Lofoten/DSC_0418.jpg',
    scene: fjord({
      seed: 12,
      palette: palettes.coldMorning,
      sun: [-0.3, 0.5],
      clouds: 0.5,
      waves: 0.006,
      snowLine: 0.5,
      shore: 'cabins',
    }),
    capturedAt: '2024-09-21T10:40:51+02:00',
    camera: 'nikon',
    caption: 'Our cabin is the one in front',
    place: reine,
  },
  {
    path: '2024/Lofoten/DSC_0431.jpg',
    scene: fjord({
      seed: 18,
      palette: palettes.coldMorning,
      sun: [-0.3, 0.5],
      clouds: 0.6,
      waves: 0.008,
      snowLine: 0.45,
    }),
    capturedAt: '2024-09-21T13:05:37+02:00',
    camera: 'nikon',
    shape: 'turned6',
  },
  {
    path: '2024/Lofoten/IMG_20240921_185220.jpg',
    scene: fjord({
      seed: 11,
      palette: palettes.arcticDusk,
      sun: [0.57, 0.06],
      clouds: 0.45,
      waves: 0.015,
      snowLine: 0.45,
    }),
    capturedAt: '2024-09-21T18:52:20+02:00',
    camera: 'pixel',
    caption: 'The sun goes down behind the islands',
    place: reine,
  },
  {
    path: '2024/Lofoten/Day 2/DSC_0463.jpg',
    scene: sea({ seed: 5, palette: palettes.northSea, sun: [0.28, 0.3], clouds: 0.6, waves: 0.05, boat: 0.66 }),
    capturedAt: '2024-09-22T07:48:09+02:00',
    camera: 'nikon',
  },
  {
    path: '2024/Lofoten/Day 2/DSC_0471.jpg',
    scene: fjord({
      seed: 4,
      palette: palettes.arcticDusk,
      sun: [0.3, 0.06],
      clouds: 0.5,
      waves: 0.02,
      snowLine: 0.5,
      shore: 'lighthouse',
    }),
    capturedAt: '2024-09-22T18:31:44+02:00',
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
    scene: snowForest({ seed: 3, palette: palettes.winterDay, sun: [0.62, 0.25], flakes: 90, hut: 'none' }),
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
    scene: mistyRidges({ seed: 6, palette: palettes.blackForest, sun: [0.3, 0.3], clouds: 0.5, layers: 6 }),
    capturedAt: '2024-12-08T08:17:49+01:00',
    camera: 'fuji',
    caption: 'Nebel in den Tälern',
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
    scene: autumnPond({ seed: 3, palette: palettes.templeGarden }),
    capturedAt: '2025-11-18T14:20:33+09:00',
    camera: 'fuji',
    caption: 'The temple garden at its best',
  },
  {
    path: '2025/Kyoto in autumn/DSCF3152.jpg',
    scene: mapleLeaves({ seed: 4, palette: palettes.mapleGold, leaves: redLeaves }),
    capturedAt: '2025-11-18T15:02:18+09:00',
    camera: 'fuji',
  },
  {
    path: '2025/Kyoto in autumn/DSCF3160.jpg',
    scene: toriiPath({ seed: 4, palette: palettes.shrineWood }),
    capturedAt: '2025-11-18T15:44:09+09:00',
    camera: 'fuji',
    caption: 'A thousand gates, uphill all the way',
    shape: 'turned8',
    place: [34.9671, 135.7727],
  },
  {
    path: '2025/Kyoto in autumn/五重塔の夕暮れ.jpg',
    scene: mistyRidges({ seed: 2, palette: palettes.kyotoDusk, sun: [0.3, 0.2], clouds: 0.5, layers: 7, pagoda: 0.66 }),
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
    place: kyoto,
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
    scene: mapleLeaves({ seed: 12, palette: palettes.mapleSky, leaves: redLeaves }),
    capturedAt: '2025-11-19T09:10:00+09:00',
    camera: 'pixel',
    shape: 'small',
    format: 'png',
  },

  {
    path: '2025/Garden/Mohnblumen.jpg',
    scene: flowers({ seed: 3, palette: palettes.poppyEvening, kind: 'poppy', blooms: poppies }),
    capturedAt: '2025-06-14T19:02:40+02:00',
    camera: 'fuji',
    caption: 'Mohnblumen am Zaun',
  },
  {
    path: '2025/Garden/DSCF2815.jpg',
    scene: flowers({ seed: 5, palette: palettes.cosmosDusk, kind: 'cosmos', blooms: cosmos }),
    capturedAt: '2025-06-14T19:20:11+02:00',
    camera: 'fuji',
  },
  {
    path: '2025/Garden/Gänseblümchen.webp',
    scene: flowers({ seed: 4, palette: palettes.daisyNoon, kind: 'daisy', blooms: daisies }),
    capturedAt: '2025-05-03T11:45:26+02:00',
    camera: 'pixel',
    format: 'webp',
  },
  {
    // A JPEG, whatever its name says.
    path: '2025/Garden/Hortensie.png',
    scene: hydrangea({ seed: 4, palette: palettes.blueHydrangea, heads: hydrangeas }),
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
    path: '2025/Garden/Dahlie.jpg',
    scene: flowers({ seed: 6, palette: palettes.dahliaGlow, kind: 'dahlia', blooms: [[0.5, 0.42, 0.26]] }),
    capturedAt: '2025-09-06T18:12:55+02:00',
    camera: 'fuji',
    caption: 'Die erste Dahlie in diesem Jahr',
    shape: 'portrait',
  },

  {
    path: "Family/Grandma's 80th/IMG_20250712_211200.jpg",
    scene: birthdayCake({ seed: 2, palette: palettes.candleLight }),
    capturedAt: '2025-07-12T21:12:00+02:00',
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
    path: "Family/Grandma's 80th/IMG_20250712_163012.jpg",
    scene: balloons({ seed: 3, palette: palettes.gardenParty }),
    capturedAt: '2025-07-12T16:30:12+02:00',
    camera: 'pixel',
    caption: 'One of them got away',
  },
  {
    path: "Family/Grandma's 80th/IMG_20250712_214712.jpg",
    scene: fairyLights({ seed: 5, palette: palettes.summerEvening }),
    capturedAt: '2025-07-12T21:47:12+02:00',
    camera: 'pixel',
    caption: 'The garden late that evening',
  },
  // The same bytes as in the album of the garden.
  { path: "Family/Grandma's 80th/DSCF2815.jpg", copyOf: '2025/Garden/DSCF2815.jpg' },
];
