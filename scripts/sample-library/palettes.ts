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
  ground: [colour('#8b8580'), colour('#3c3f45'), colour('#6f6a35')],
  accents: [colour('#b3262a')],
};

export const arcticDusk: Palette = {
  sky: list('#ffb65c', '#f58f5e', '#c9748a', '#7a6a9c', '#3f4f80'),
  sun: colour('#ffb066'),
  cloudLit: colour('#ffb98a'),
  cloudShade: colour('#6d5a78'),
  haze: colour('#8d7494'),
  water: colour('#141d33'),
  ground: [colour('#7d6a68'), colour('#33303d'), colour('#5c5a34')],
  accents: [colour('#8f2326')],
};

export const arcticNight: Palette = {
  sky: list('#3d7476', '#1f4a5c', '#15304e', '#0e2040', '#0a1530'),
  sun: colour('#d8ffe8'),
  cloudLit: colour('#28505a'),
  cloudShade: colour('#0a1424'),
  haze: colour('#2a5560'),
  water: colour('#06101c'),
  ground: [colour('#5a626c'), colour('#2a3038'), colour('#30362e')],
  accents: [colour('#3df08a'), colour('#a0ffc0'), colour('#7a4ae0')],
};

export const violetNight: Palette = {
  ...arcticNight,
  sky: list('#4a6690', '#2f4478', '#222c60', '#181c48', '#101032'),
  haze: colour('#3a4c78'),
  accents: [colour('#4ff0a8'), colour('#c0ffd8'), colour('#e0409c')],
};

export const goldenSea: Palette = {
  sky: list('#ffd27a', '#ffab6b', '#e58a86', '#9a86b4', '#5878ac'),
  sun: colour('#ffc878'),
  cloudLit: colour('#ffd0a0'),
  cloudShade: colour('#8a6c86'),
  haze: colour('#d8a08a'),
  water: colour('#152a3c'),
  ground: [colour('#6a5a5a'), colour('#2c2a34'), colour('#151520')],
  accents: [colour('#2a2420')],
};

export const northSea: Palette = {
  sky: list('#fbe3b8', '#d5dccc', '#8fbcc8', '#5594b4', '#34709c'),
  sun: colour('#ffe2a4'),
  cloudLit: colour('#fff3dc'),
  cloudShade: colour('#7d93a8'),
  haze: colour('#b8ccd0'),
  water: colour('#0b4a58'),
  ground: [colour('#5c6468'), colour('#2c3a44'), colour('#1c2a34')],
  accents: [colour('#a8452c')],
};

export const kyotoMist: Palette = {
  sky: list('#ffdcae', '#f9c3a0', '#d9b1b4', '#a3a6c4', '#7288b4'),
  sun: colour('#ffd49a'),
  cloudLit: colour('#ffe2c4'),
  cloudShade: colour('#b89aa8'),
  haze: colour('#dcb9ae'),
  water: colour('#20303c'),
  ground: [colour('#93839a'), colour('#4d4f6c'), colour('#1d2436')],
  accents: [colour('#b8341f')],
};

export const blackForest: Palette = {
  sky: list('#ffe9b4', '#f6dfb4', '#d2dcc4', '#9cc0c8', '#6b9cba'),
  sun: colour('#ffe0a0'),
  cloudLit: colour('#fff6e2'),
  cloudShade: colour('#a9b8b4'),
  haze: colour('#dfe0c8'),
  water: colour('#20303c'),
  ground: [colour('#7fa596'), colour('#2f6458'), colour('#0b2a26')],
  accents: [colour('#b8341f')],
};

export const newYear: Palette = {
  sky: list('#2a2448', '#1a1a3c', '#101230', '#090b20', '#050614'),
  sun: colour('#ffc070'),
  cloudLit: colour('#443a5c'),
  cloudShade: colour('#0a0a1c'),
  haze: colour('#241f3c'),
  water: colour('#03050c'),
  ground: [colour('#1a1a28'), colour('#10101c'), colour('#07070f')],
  accents: [colour('#ff3d5c'), colour('#ffb03a'), colour('#4ab4ff'), colour('#ff7ad8'), colour('#8aff8a')],
};

export const poppyEvening: Palette = {
  sky: list('#24331a', '#4f6226', '#a3963e', '#e9c46a', '#ffe2a0'),
  sun: colour('#ffdf9a'),
  cloudLit: colour('#fff2d0'),
  cloudShade: colour('#8a8a5a'),
  haze: colour('#d8c070'),
  water: colour('#20303c'),
  ground: [colour('#a8b04a'), colour('#5c7a30'), colour('#26401c')],
  accents: [colour('#e8321c'), colour('#f0481f'), colour('#d8241c')],
};

export const daisyNoon: Palette = {
  sky: list('#1f4a24', '#3f7a34', '#7fb04e', '#b9d98a', '#d9ecc8'),
  sun: colour('#fffbe0'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#cfe0b0'),
  water: colour('#20303c'),
  ground: [colour('#9cc455'), colour('#4f8a34'), colour('#1f4a22')],
  accents: [colour('#fbfbf6'), colour('#f6f4ee')],
};

export const cosmosDusk: Palette = {
  sky: list('#33223c', '#5a3a5c', '#a0688a', '#e0a0a4', '#f8d0b4'),
  sun: colour('#ffd8c0'),
  cloudLit: colour('#fff2f0'),
  cloudShade: colour('#8a6a8a'),
  haze: colour('#d8a0b0'),
  water: colour('#20303c'),
  ground: [colour('#8a9a5c'), colour('#4a6a44'), colour('#2a3a34')],
  accents: [colour('#e85a9a'), colour('#f08ab8'), colour('#c83a80'), colour('#f6c8dc')],
};

export const bambooGreen: Palette = {
  sky: list('#e4efb4', '#b4d07a', '#6f9c48', '#355f2c', '#1c3a1e'),
  sun: colour('#fdfbdc'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#bcd690'),
  water: colour('#20303c'),
  ground: [colour('#c8b088'), colour('#7a7a44'), colour('#33401f')],
  accents: [colour('#7ba646'), colour('#4f8a4a')],
};

export const summerEvening: Palette = {
  sky: list('#5a4a52', '#a0666a', '#7a5a80', '#3c4478', '#1a2450'),
  sun: colour('#ff9a38'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#5f5a86'),
  water: colour('#20303c'),
  ground: [colour('#2c4430'), colour('#16281f'), colour('#0d1614')],
  accents: [colour('#ff8a20'), colour('#ff6a1c'), colour('#ffb440'), colour('#e84a34')],
};

export const gionNight: Palette = {
  sky: list('#40507c', '#2c3c6c', '#1c2850', '#101a38'),
  sun: colour('#ffb45c'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#3a3a58'),
  water: colour('#0a0f1c'),
  ground: [colour('#70748a'), colour('#5a3c2a'), colour('#17131a')],
  accents: [colour('#f0452a'), colour('#ff7a30'), colour('#ffd9a0')],
};

export const mapleGold: Palette = {
  sky: list('#6a2a18', '#a8581c', '#d8942c', '#ecc860', '#d9d890'),
  sun: colour('#fff0b8'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#e8c070'),
  water: colour('#1c2420'),
  ground: [colour('#8aa040'), colour('#b0642c'), colour('#33190f')],
  accents: [colour('#f0841c'), colour('#e0481c'), colour('#f8c838'), colour('#9ab03c')],
};

export const springSky: Palette = {
  sky: list('#f6d8e0', '#e6dcec', '#bcd4f0', '#94bcea', '#74a6e0'),
  sun: colour('#fff6ec'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#c8b8cc'),
  haze: colour('#f0dce8'),
  water: colour('#20303c'),
  ground: [colour('#a08078'), colour('#6a4a44'), colour('#3a2624')],
  accents: [colour('#fff2f5'), colour('#fde0ea'), colour('#f9c6d8'), colour('#ee9ab8')],
};

export const winterDay: Palette = {
  sky: list('#fbe6cc', '#e3e4ea', '#b9cfe8', '#8ab0dc', '#6592c8'),
  sun: colour('#ffe6ba'),
  cloudLit: colour('#fbfcff'),
  cloudShade: colour('#8ea6cc'),
  haze: colour('#d4dfee'),
  water: colour('#20303c'),
  ground: [colour('#6a8098'), colour('#3c5a5c'), colour('#142a2c')],
  accents: [colour('#ffb860')],
};

export const winterEvening: Palette = {
  sky: list('#f0a890', '#c08aa4', '#7c74aa', '#4a558e', '#2c3a70'),
  sun: colour('#ffb088'),
  cloudLit: colour('#b9c2e4'),
  cloudShade: colour('#4c5a92'),
  haze: colour('#8f86b4'),
  water: colour('#20303c'),
  ground: [colour('#5a6088'), colour('#2c3a58'), colour('#101a30')],
  accents: [colour('#ffb04c')],
};

export const candleLight: Palette = {
  sky: list('#2a140c', '#4a2414', '#5c2f1a', '#3a1e18', '#1c1012'),
  sun: colour('#ffb050'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#5f3a26'),
  water: colour('#20303c'),
  ground: [colour('#7a4a2c'), colour('#4a2a1c'), colour('#241412')],
  accents: [colour('#ff9a3c'), colour('#ffc46a'), colour('#e85a4a'), colour('#f0a0a0'), colour('#8ab0d8')],
};

export const windowLight: Palette = {
  sky: list('#6a5644', '#a08a70', '#cfc0a4', '#e8e0cc', '#f2eee0'),
  sun: colour('#fff6e0'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#e0d8c4'),
  water: colour('#20303c'),
  ground: [colour('#8aa05c'), colour('#4c7040'), colour('#2a4430')],
  accents: [colour('#e8604c'), colour('#f2a03c'), colour('#e88aa0'), colour('#c83a5c'), colour('#f6cf8a')],
};

export const blueHydrangea: Palette = {
  sky: list('#1c3420', '#33563a', '#5f8a5c', '#9cc08a', '#c6dcb8'),
  sun: colour('#fffbe8'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#a8c8a0'),
  water: colour('#20303c'),
  ground: [colour('#6f9c4c'), colour('#3c6e3c'), colour('#1f4428')],
  accents: [colour('#5c7ae0'), colour('#7a92ee'), colour('#9a80e0'), colour('#b49af0')],
};

export const templeGarden: Palette = {
  sky: list('#f6e6c8', '#f0e0cc', '#d8dcd8', '#b4c8d8', '#94b4d4'),
  sun: colour('#ffe6b0'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#e4cfae'),
  water: colour('#131f1c'),
  ground: [colour('#8a9a44'), colour('#4a6a34'), colour('#2a1c16')],
  accents: [colour('#c8281c'), colour('#e2541c'), colour('#ee8a24'), colour('#b01c20'), colour('#e8b43a')],
};

export const kyotoDusk: Palette = {
  sky: list('#ffb070', '#f28a6a', '#c46a84', '#7a5a94', '#3c4480'),
  sun: colour('#ffa860'),
  cloudLit: colour('#ff9a7a'),
  cloudShade: colour('#6a5080'),
  haze: colour('#c07a84'),
  water: colour('#20303c'),
  ground: [colour('#7a5078'), colour('#40365c'), colour('#15162a')],
  accents: [colour('#b8341f')],
};

export const shrineWood: Palette = {
  sky: list('#e9efb8', '#9cbc6c', '#4f7f44', '#24502f', '#12301f'),
  sun: colour('#fdf6cc'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#b5cc94'),
  water: colour('#20303c'),
  ground: [colour('#a8a494'), colour('#4f7238'), colour('#1f3320')],
  accents: [colour('#f0461c')],
};

export const gardenParty: Palette = {
  sky: list('#3c6a34', '#6c9c4c', '#a8c878', '#d4e4b8', '#e8f0e0'),
  sun: colour('#fffbe6'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#cfe0b0'),
  water: colour('#20303c'),
  ground: [colour('#8cbc50'), colour('#447c38'), colour('#22502c')],
  accents: [
    colour('#f0384c'),
    colour('#ffb42c'),
    colour('#2f9ce0'),
    colour('#f47ab0'),
    colour('#8a5ad0'),
    colour('#3cb878'),
  ],
};

export const dahliaGlow: Palette = {
  sky: list('#1c1a24', '#3a2030', '#5c2c3a', '#8a4a48', '#b87858'),
  sun: colour('#ffd8a0'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#8a5a50'),
  water: colour('#20303c'),
  ground: [colour('#6a8a4c'), colour('#34583a'), colour('#182c22')],
  accents: [colour('#f26a2c')],
};

export const mapleSky: Palette = {
  sky: list('#cfe0ea', '#b0d0e8', '#8abce4', '#66a4dc', '#4a8ad0'),
  sun: colour('#ffffff'),
  cloudLit: colour('#ffffff'),
  cloudShade: colour('#8a9a8a'),
  haze: colour('#cfe0ea'),
  water: colour('#1c2420'),
  ground: [colour('#8ab0d8'), colour('#b0cce4'), colour('#33201c')],
  accents: [colour('#d83a24'), colour('#f0742c'), colour('#c8d8e8'), colour('#e8eef4')],
};
