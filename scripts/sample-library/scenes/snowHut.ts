import type { Picture } from '../painting/picture.ts';

/** A wooden hut under a thick roof of snow with lit windows, as SVG; the foot of it is to be covered by the next drift. */
export function snowHut({ width, height }: Picture): string {
  const size = (height / 1067) * 1.25;
  const boards = (from: number, to: number) =>
    Array.from({ length: 11 }, (_, i) => `M${from} ${-96 + i * 9.4}L${to} ${-96 + i * 9.4}`).join('');
  return `<defs>
    <linearGradient id="front" x1="0" x2="1" y1="0" y2="1"><stop offset="0" stop-color="#5e4232"/><stop offset="1" stop-color="#3a2620"/></linearGradient>
    <linearGradient id="flank" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="#4a3228"/><stop offset="1" stop-color="#2a1c1c"/></linearGradient>
    <linearGradient id="roof" x1="0" x2="1" y1="0" y2="1"><stop offset="0" stop-color="#e2dff0"/><stop offset=".55" stop-color="#b4b4d8"/><stop offset="1" stop-color="#7c80b4"/></linearGradient>
    <linearGradient id="thick" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#d8d6ec"/><stop offset="1" stop-color="#7478ac"/></linearGradient>
    <radialGradient id="pane"><stop offset="0" stop-color="#fff2c8"/><stop offset=".55" stop-color="#ffcb70"/><stop offset="1" stop-color="#ee9038"/></radialGradient>
    <radialGradient id="halo"><stop offset="0" stop-color="#ffb452" stop-opacity=".55"/><stop offset="1" stop-color="#ffb452" stop-opacity="0"/></radialGradient>
    <filter id="soft" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="9"/></filter>
    <filter id="round" x="-.1" y="-.1" width="1.2" height="1.2"><feGaussianBlur stdDeviation="1.6"/></filter>
  </defs>
  <g transform="translate(${width * 0.55} ${height * 0.8}) scale(${size})">
    <path d="M-86 10V-70L-40 -116L6 -70V10Z" fill="url(#front)"/><path d="${boards(-86, 6)}" stroke="#1c100c" stroke-width="1.3" opacity=".5"/>
    <path d="M6 10V-70L104 -62V10Z" fill="url(#flank)"/><path d="${boards(6, 104)}" stroke="#120a0a" stroke-width="1.2" opacity=".5"/>
    <path d="M-58 10V-44H-32V10Z" fill="#1d100c"/><path d="M-55 10V-41H-35V10Z" fill="#59341f"/><rect x="-51" y="-36" width="12" height="14" fill="url(#pane)"/>
    ${pane(-24, -44, 22, 22)}${pane(26, -46, 22, 22)}${pane(66, -44, 22, 21)}${pane(-49, -88, 17, 15)}
    <path d="M38 -118L38 -150H56V-112Z" fill="#5a5060"/><path d="M34 -147Q36 -160 47 -160Q59 -160 60 -147Z" fill="#d8d6ec"/>
    <path d="M-40 -132Q-34 -134 -26 -132L92 -120Q108 -98 122 -62Q120 -52 110 -54L12 -62Z" fill="url(#roof)" filter="url(#round)"/>
    <path d="M-40 -134Q-46 -134 -54 -126L-106 -70Q-112 -60 -104 -56Q-96 -54 -90 -62L-40 -113L8 -60Q14 -52 20 -56Q26 -60 20 -70L-28 -126Q-34 -134 -40 -134Z" fill="url(#thick)" filter="url(#round)"/>
    <path d="M20 -58Q60 -52 112 -54" stroke="#6468a0" stroke-width="5" fill="none" opacity=".6" filter="url(#round)"/>
    <path d="M47 -164q-14 -20 2 -40t-6 -46q-12 -22 6 -44" stroke="#e6dcec" stroke-width="12" fill="none" opacity=".34" filter="url(#soft)"/>
  </g>`;
}

/** A lit window with its cross and the snow on its sill. */
function pane(x: number, y: number, width: number, height: number): string {
  const cx = x + width / 2;
  const cy = y + height / 2;
  return (
    `<circle cx="${cx}" cy="${cy}" r="${width * 1.9}" fill="url(#halo)"/><rect x="${x - 2}" y="${y - 2}" width="${width + 4}" height="${height + 4}" fill="#22130d"/>` +
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="url(#pane)"/><path d="M${cx} ${y}v${height}M${x} ${cy}h${width}" stroke="#3a2014" stroke-width="2"/>` +
    `<path d="M${x - 4} ${y + height + 3}q${width / 2 + 4} -5 ${width + 8} 0v2h-${width + 8}z" fill="#cfcde6"/>`
  );
}
