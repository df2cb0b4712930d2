import { bokeh, dab } from './brush.ts';
import { type Colour, mix, ramp, scale } from './colour.ts';
import type { Picture } from './picture.ts';
import { between, pick, type Random } from './random.ts';

/** Covers a picture with colours from the bottom to the top. */
export function paintGradient(picture: Picture, colours: readonly Colour[]): void {
  const { width, height, light } = picture;
  for (let y = 0, i = 0; y < height; y++) {
    const row = ramp(colours, 1 - y / height);
    for (let x = 0; x < width; x++, i += 3) light.set(row, i);
  }
}

/** Soft patches of light and shade all over a picture, as leaves far behind the focus leave them. */
export function paintFoliage(
  picture: Picture,
  random: Random,
  how: { readonly colours: readonly [Colour, ...Colour[]]; readonly count: number; readonly behind: readonly Colour[] },
): void {
  const { width, height } = picture;
  for (let i = 0; i < how.count; i++) {
    const y = random() * height;
    const light = mix(pick(random, how.colours), ramp(how.behind, 1 - y / height), random() * 0.7);
    dab(picture, {
      x: random() * width,
      y,
      radius: between(random, 0.02, 0.09) * width,
      roundness: between(random, 0.6, 1),
      angle: random() * 3,
      softness: 0.7,
      light: scale(light, between(random, 0.5, 1.5)),
      amount: between(random, 0.2, 0.6),
    });
  }
}

/** Discs of light where the sun finds gaps in the leaves. */
export function paintSparkle(
  picture: Picture,
  random: Random,
  how: {
    readonly lights: readonly [Colour, ...Colour[]];
    readonly count: number;
    readonly lowest: number;
    readonly strength: number;
  },
): void {
  const { width, height } = picture;
  const unit = Math.min(width, height);
  for (let i = 0; i < how.count; i++) {
    const far = random();
    bokeh(picture, {
      x: width * random(),
      y: height * random() ** 1.4 * how.lowest,
      radius: unit * (0.01 + 0.045 * far * far),
      light: pick(random, how.lights),
      amount: how.strength * between(random, 0.25, 1) * (1 - far * 0.5),
    });
  }
}
