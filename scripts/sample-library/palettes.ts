import { type Colour, colour } from './painting/colour.ts';

/** The colours of one picture, by the part they play. */
export interface Palette {
  /** From the horizon to the top. */
  readonly sky: readonly Colour[];
  /** The sun, the moon or the lamps. */
  readonly sun: Colour;
  readonly cloudLit: Colour;
  readonly cloudShade: Colour;
  readonly haze: Colour;
  readonly water: Colour;
  /** From light to dark. */
  readonly ground: readonly [Colour, Colour, Colour];
  /** Leaves, petals, lanterns. */
  readonly accents: readonly [Colour, ...Colour[]];
}

const list = (...hex: string[]) => hex.map(colour);

export const coldMorning: Palette = {
  sky: list('#f4dcc0', '#dfd9d2', '#a9c3d6', '#6d9cc4', '#44729f'),
  sun: colour('#ffd9a8'),
  cloudLit: colour('#fff4e6'),
  cloudShade: colour('#a9b4c2'),
  haze: colour('#c3cfd9'),
  water: colour('#0d2b38'),
  ground: [colour('#8b8580'), colour('#3c3f45'), colour('#6b7a3c')],
  accents: [colour('#b3262a')],
};

export const arcticDusk: Palette = {
  sky: list('#ffb65c', '#f58f5e', '#c9748a', '#7a6a9c', '#3f4f80'),
  sun: colour('#ffb066'),
  cloudLit: colour('#ffb98a'),
  cloudShade: colour('#6d5a78'),
  haze: colour('#e2a07c'),
  water: colour('#141d33'),
  ground: [colour('#7d6a68'), colour('#33303d'), colour('#5c5a34')],
  accents: [colour('#8f2326')],
};
