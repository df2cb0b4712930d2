import { type FlowerKind, paintBloom } from '../painting/blossoms.ts';
import { dab } from '../painting/brush.ts';
import { type Colour, mix, scale } from '../painting/colour.ts';
import { paintBehindFocus } from '../painting/focus.ts';
import { paintFoliage, paintGradient, paintSparkle } from '../painting/garden.ts';
import type { Picture } from '../painting/picture.ts';
import { bell, between, pick, type Random, seededRandom } from '../painting/random.ts';
import { paintStrand } from '../painting/strand.ts';
import { layDrawing } from '../painting/svgLayer.ts';
import type { Palette } from '../palettes.ts';
import type { Scene } from './scene.ts';

/** A bunch of flowers in a vase by a window. */
export interface Bouquet {
  readonly seed: number;
  readonly palette: Palette;
}

/** The picture of a bouquet; the accents of the palette colour its flowers. */
export function bouquet(how: Bouquet): Scene {
  return (picture) => paintBouquet(picture, how);
}

async function paintBouquet(picture: Picture, { seed, palette }: Bouquet): Promise<void> {
  const { width, height } = picture;
  const random = seededRandom(seed);
  const unit = Math.min(width, height);
  paintBehindFocus(picture, 10, (small) => {
    paintGradient(small, palette.sky);
    paintFoliage(small, random, { colours: palette.ground, count: 40, behind: palette.sky });
  });
  paintSparkle(picture, random, {
    lights: [palette.sun, ...palette.sky.slice(2)],
    count: 26,
    lowest: 0.7,
    strength: 0.2,
  });
  const middle = { x: width * 0.5, y: height * 0.42 };
  await layDrawing(picture, { shapes: vase(picture), soften: 0.6, light: [1, 1, 1] });
  for (let i = 0; i < 60; i++)
    leaf(picture, random, { ...middle, reach: unit * 0.42, light: pick(random, palette.ground) });
  const shade = scale(palette.ground[2], 0.35);
  dab(picture, { ...middle, radius: unit * 0.34, roundness: 0.88, angle: 0, softness: 0.35, light: shade, amount: 1 });
  const kinds: readonly [FlowerKind, ...FlowerKind[]] = ['dahlia', 'cosmos', 'daisy', 'cosmos', 'dahlia'];
  const spots = Array.from({ length: 38 }, (_, i) => {
    const turn = i * 2.399;
    const out = Math.sqrt((38 - i) / 38);
    return { x: Math.cos(turn) * out, y: Math.sin(turn) * out * 0.8 - 0.05, out };
  });
  for (const [i, spot] of spots.entries()) {
    const kind = kinds[i % kinds.length] ?? 'cosmos';
    const radius =
      unit *
      (kind === 'dahlia' ? between(random, 0.085, 0.115) : kind === 'daisy' ? 0.05 : between(random, 0.06, 0.085));
    const light = kind === 'daisy' ? ([0.95, 0.93, 0.88] as const) : pick(random, palette.accents);
    const bright = 0.62 + 0.45 * (1 - spot.out) + 0.12 * -spot.y;
    paintBloom(picture, random, {
      kind,
      x: middle.x + spot.x * unit * 0.37 + bell(random) * 8,
      y: middle.y + spot.y * unit * 0.36 + bell(random) * 8,
      radius,
      squash: 1 - 0.42 * spot.out,
      lean: Math.atan2(spot.y, spot.x) + Math.PI / 2,
      light: scale(light, Math.min(1.08, bright)),
      blur: 1.2 + 2.2 * Math.max(0, spot.out - 0.6),
    });
    if (i % 3 === 0)
      leaf(picture, random, { ...middle, reach: unit * 0.3 * spot.out, light: pick(random, palette.ground) });
  }
}

function leaf(
  picture: Picture,
  random: Random,
  { x, y, reach, light }: { x: number; y: number; reach: number; light: Colour },
): void {
  const turn = between(random, Math.PI * 0.92, Math.PI * 2.08);
  const out = reach * between(random, 0.75, 1.12);
  const at = (t: number) => ({
    x: x + Math.cos(turn + t * 0.12) * out * t,
    y: y + Math.sin(turn + t * 0.12) * out * 0.85 * t + 12 * t * t,
  });
  const thick = reach * 0.085;
  const green = scale(light, between(random, 0.45, 1.1));
  paintStrand(picture, {
    joints: [0.4, 0.6, 0.72, 0.84, 0.93, 1].map((t, i) => ({
      ...at(t),
      width: thick * ([0.15, 0.5, 1, 0.95, 0.5, 0.04][i] ?? 0),
    })),
    lights: [scale(green, 0.6), green],
    amount: 1,
    blur: 1.6,
    round: 0.5,
  });
  const tip = at(1.06);
  if (random() < 0.3) {
    for (let i = 0; i < 7; i++) {
      dab(picture, {
        x: tip.x + bell(random) * thick,
        y: tip.y + bell(random) * thick,
        radius: thick * 0.18,
        roundness: 1,
        angle: 0,
        softness: 0.5,
        light: mix(green, [0.9, 0.86, 0.75], 0.8),
        amount: 0.9,
      });
    }
  }
}

/** A table by the window and a glazed vase, as SVG. */
function vase({ width, height }: Picture): string {
  const s = Math.min(width, height) / 1067;
  return `<defs>
    <linearGradient id="glaze" x1="0" x2="1"><stop offset="0" stop-color="#3c5468"/><stop offset=".22" stop-color="#a9c4d2"/><stop offset=".34" stop-color="#e6f0f2"/><stop offset=".5" stop-color="#86a6b8"/><stop offset="1" stop-color="#22343f"/></linearGradient>
    <linearGradient id="board" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#d2b491"/><stop offset="1" stop-color="#7d5a3c"/></linearGradient>
    <filter id="b" x="-.5" y="-.5" width="2" height="2"><feGaussianBlur stdDeviation="20"/></filter><filter id="b2" x="-.5" y="-.5" width="2" height="2"><feGaussianBlur stdDeviation="5"/></filter>
  </defs>
  <rect x="-40" y="${height * 0.83}" width="${width + 80}" height="${height * 0.2}" fill="url(#board)" filter="url(#b2)"/>
  <g transform="translate(${width / 2} ${height * 0.9}) scale(${s})">
    <ellipse cx="60" cy="4" rx="210" ry="26" fill="#2a1a10" opacity=".6" filter="url(#b)"/>
    <path d="M-78 -330C-70 -270 -150 -220 -150 -120C-150 -50 -110 0 -70 6H70C110 0 150 -50 150 -120C150 -220 70 -270 78 -330Z" fill="url(#glaze)"/>
    <path d="M-100 -190C-128 -150 -128 -90 -104 -50" fill="none" stroke="#ffffff" stroke-width="13" stroke-linecap="round" opacity=".55" filter="url(#b2)"/>
    <ellipse cy="-330" rx="78" ry="16" fill="#1c2a30"/>
  </g>`;
}
