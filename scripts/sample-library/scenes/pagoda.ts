import { mix } from '../painting/colour.ts';
import { hexOf } from '../painting/svgLayer.ts';
import type { Palette } from '../palettes.ts';

/** A pagoda of five storeys as SVG, its foot at 0, about 430 high, in the colours of a distant thing against the light. */
export function pagodaShapes(palette: Palette): string {
  const dark = hexOf(mix(palette.ground[2], palette.haze, 0.14));
  const pale = hexOf(mix(palette.ground[1], palette.haze, 0.45));
  const lamp = hexOf(palette.sun);
  const storeys = Array.from({ length: 5 }, (_, i) => {
    const y = -62 * i;
    const half = 96 - i * 10;
    const body = half * 0.46;
    return `<path d="M${-body} ${y}V${y - 40}H${body}V${y}Z"/>
      <path d="M${-half - 10} ${y - 36}Q${-half * 0.72} ${y - 42} ${-body * 0.8} ${y - 66}H${body * 0.8}Q${half * 0.72} ${y - 42} ${half + 10} ${y - 36}L${half + 2} ${y - 31}Q0 ${y - 38} ${-half - 2} ${y - 31}Z"/>
      <path d="M${-body * 0.45} ${y - 10}V${y - 26}M0 ${y - 10}V${y - 26}M${body * 0.45} ${y - 10}V${y - 26}" stroke="${lamp}" stroke-width="4" opacity=".55"/>`;
  }).join('');
  const rings = Array.from(
    { length: 7 },
    (_, i) => `<path d="M-7 ${-330 - i * 9}H7" stroke="url(#dusk)" stroke-width="3"/>`,
  ).join('');
  return `<defs><linearGradient id="dusk" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="-420" y2="40"><stop offset="0" stop-color="${dark}"/><stop offset=".6" stop-color="${dark}"/><stop offset="1" stop-color="${pale}"/></linearGradient></defs>
    <g fill="url(#dusk)"><rect x="-62" y="-4" width="124" height="60"/>${storeys}<path d="M-2.5 -306V-420H2.5V-306Z"/></g>${rings}`;
}
