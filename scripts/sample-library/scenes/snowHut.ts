import type { Picture } from '../painting/picture.ts';

/** A wooden hut under a thick roof of snow with lit windows, as SVG, standing a little right of the middle. */
export function snowHut({ width, height }: Picture): string {
  const size = height / 1067;
  const planks = Array.from(
    { length: 9 },
    (_, i) => `<path d="M-100 ${-88 + i * 11}H100" stroke="#1a0f0a" stroke-width="1.6" opacity=".55"/>`,
  ).join('');
  const window = (x: number) =>
    `<rect x="${x - 20}" y="-66" width="40" height="36" fill="#2a160c"/><rect x="${x - 17}" y="-63" width="34" height="30" fill="url(#pane)"/>` +
    `<path d="M${x} -63v30M${x - 17} -48h34" stroke="#2a160c" stroke-width="3"/><rect x="${x - 24}" y="-31" width="48" height="6" rx="3" fill="#dfe7f2"/>`;
  return `<defs>
    <linearGradient id="wall" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="#5a3a26"/><stop offset="1" stop-color="#382216"/></linearGradient>
    <linearGradient id="roof" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#f4f6fb"/><stop offset=".75" stop-color="#c3cfe2"/><stop offset="1" stop-color="#8fa2c0"/></linearGradient>
    <radialGradient id="pane"><stop offset="0" stop-color="#fff0c0"/><stop offset=".6" stop-color="#ffc766"/><stop offset="1" stop-color="#f0963a"/></radialGradient>
    <filter id="soft" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="16"/></filter>
    <filter id="smooth"><feGaussianBlur stdDeviation="1.2"/></filter>
  </defs>
  <g transform="translate(${width * 0.52} ${height * 0.745}) scale(${size * 1.35})">
    <ellipse cx="0" cy="2" rx="135" ry="11" fill="#33415c" opacity=".5" filter="url(#soft)"/>
    <rect x="-100" y="-98" width="200" height="100" fill="url(#wall)"/>${planks}
    <path d="M-100 -98L-8 -172L100 -98Z" fill="#3c2618"/>
    <rect x="-14" y="-72" width="34" height="74" fill="#20120b"/><rect x="-10" y="-68" width="26" height="70" fill="#4a2c1a"/><rect x="-4" y="-60" width="14" height="16" fill="url(#pane)"/>
    ${window(-60)}${window(60)}
    <rect x="44" y="-190" width="22" height="52" fill="#4a4a52"/><path d="M40 -188q15 -14 30 0v6h-30z" fill="#eef2f8"/>
    <path d="M-132 -86Q-130 -104 -112 -114L-22 -190Q-8 -202 8 -190L114 -112Q132 -102 132 -86Q118 -78 104 -90L4 -164Q-8 -172 -20 -164L-106 -92Q-120 -78 -132 -86Z" fill="url(#roof)" filter="url(#smooth)"/>
    <path d="M-118 -1Q-60 -12 -16 -3L22 -3Q60 -14 122 0L130 14H-130Z" fill="#dbe4f0" filter="url(#smooth)"/>
    <ellipse cx="-60" cy="-48" rx="62" ry="56" fill="#ffb250" opacity=".24" filter="url(#soft)"/>
    <ellipse cx="60" cy="-48" rx="62" ry="56" fill="#ffb250" opacity=".24" filter="url(#soft)"/>
    <path d="M55 -204q-16 -26 4 -46t-4 -50" stroke="#e8ecf4" stroke-width="13" fill="none" opacity=".3" filter="url(#soft)"/>
  </g>`;
}
