import { glow } from '../painting/brush.ts';
import { project } from '../painting/coast.ts';
import { colour, smoothStep } from '../painting/colour.ts';
import type { Adornment } from '../painting/coast.ts';
import type { Land } from '../painting/land.ts';
import { noiseTile } from '../painting/noise.ts';
import type { Picture } from '../painting/picture.ts';
import { layDrawing } from '../painting/svgLayer.ts';

const rocks = noiseTile({ seed: 103, bumps: 8, octaves: 6, gain: 0.58, size: 512 });

/** A headland of bare rock on the right. */
export function lighthouseRock(seed: number): Land {
  return {
    near: 0.75,
    far: 2,
    height: (across, away) => {
      const out = Math.hypot((across - 0.42) / 0.42, (away - 1.3) / 0.42);
      const body = smoothStep(1.15, 0.1, out);
      return body * 0.115 - 0.022 + rocks(across * 1.3 + seed, away * 1.3) * 0.03 * (0.25 + body);
    },
  };
}

/** A lighthouse on the headland, with its lamp lit. */
export async function standLighthouse(picture: Picture, { view, eye, light }: Adornment): Promise<void> {
  const { x, y, unit } = project(view, { across: 0.37, up: 0.086, away: 1.25 }, eye);
  const size = (unit * 0.3) / 200;
  await layDrawing(picture, {
    shapes: `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size.toFixed(3)})">${tower}</g>`,
    soften: 0.5,
    light,
  });
  const lamp = { x, y: y - 183 * size, roundness: 1, angle: 0, softness: 1 };
  glow(picture, { ...lamp, radius: 200 * size, light: colour('#ffdf9a'), amount: 0.22 });
  glow(picture, { ...lamp, radius: 60 * size, light: colour('#ffe9b0'), amount: 0.9 });
  glow(picture, { ...lamp, radius: 13 * size, light: colour('#fff6d8'), amount: 8 });
}

/** A tower of 200 units with its foot at 0, and the keeper's house beside it. */
const tower = `<defs>
    <linearGradient id="round" x1="0" x2="1"><stop offset="0" stop-color="#fff" stop-opacity=".25"/><stop offset=".3" stop-color="#fff" stop-opacity=".1"/><stop offset=".55" stop-color="#000" stop-opacity=".05"/><stop offset="1" stop-color="#0a1020" stop-opacity=".72"/></linearGradient>
    <linearGradient id="house" x1="0" x2="1"><stop offset="0" stop-color="#e8e4da"/><stop offset="1" stop-color="#a9a8a8"/></linearGradient>
  </defs>
  <path d="M30 4V-24H92V4Z" fill="url(#house)"/><path d="M26 -23L40 -42H84L97 -23Z" fill="#8f2a22"/><rect x="70" y="-50" width="7" height="12" fill="#5a4a44"/>
  <path d="M40 -17h10v10h-10zM58 -17h10v10h-10zM76 -17h10v10h-10z" fill="#ffcf7a"/>
  <path d="M-22 6L-13 -162H13L22 6Z" fill="#eee9df"/>
  <path d="M-20.2 -28L-17.9 -70H17.9L20.2 -28ZM-15.9 -108L-13.9 -146H13.9L15.9 -108Z" fill="#b3302a"/>
  <path d="M-3 -50h6v11h-6zM-3 -92h6v11h-6zM-3 -130h6v11h-6z" fill="#2a2e3a"/>
  <path d="M-22 6L-13 -162H13L22 6Z" fill="url(#round)"/>
  <rect x="-19" y="-168" width="38" height="6" fill="#3a3236"/><path d="M-18 -168V-178M-12 -168V-178M-6 -168V-178M0 -168V-178M6 -168V-178M12 -168V-178M18 -168V-178M-19 -178H19" stroke="#3a3236" stroke-width="1.6"/>
  <rect x="-10" y="-194" width="20" height="26" fill="#ffe6a8"/><path d="M-10 -194V-168M-3.3 -194V-168M3.3 -194V-168M10 -194V-168" stroke="#2c2629" stroke-width="1.5"/>
  <path d="M-13 -194Q0 -214 13 -194Z" fill="#8f2a22"/><path d="M0 -204V-216" stroke="#2c2629" stroke-width="1.6"/>`;
