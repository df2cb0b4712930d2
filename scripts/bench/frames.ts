import sharp from 'sharp';

const FRAMES = 24;

/** Pictures of which no two are alike and each has about the wanted bytes; the same ones every time. */
export async function drawFrames({
  count = FRAMES,
  ...wanted
}: {
  readonly width: number;
  readonly bytes: number;
  readonly count?: number;
}): Promise<Buffer[]> {
  return Promise.all(Array.from({ length: count }, (_, number) => drawFrame(number, wanted)));
}

async function drawFrame(
  number: number,
  { width, bytes }: { readonly width: number; readonly bytes: number },
): Promise<Buffer> {
  const height = Math.round((width * 3) / 4);
  const pixels = Buffer.alloc(width * height * 3);
  const draw = drawn(number + 1);
  const waves = Array.from({ length: 9 }, () => ({ x: draw() * 60, y: draw() * 60, phase: draw() * 6.3 }));
  const grain = 26;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++, at++) {
        let light = 128;
        for (let each = channel; each < waves.length; each += 3) {
          const wave = waves[each];
          if (wave) light += 36 * Math.sin((wave.x * x) / width + (wave.y * y) / height + wave.phase);
        }
        pixels[at] = Math.max(0, Math.min(255, light + (draw() - 0.5) * grain));
      }
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } }).withExif({
    IFD0: { Make: 'Album Sync', Model: 'Bench' },
    IFD2: { DateTimeOriginal: `2015:01:${String(number + 1).padStart(2, '0')} 10:00:00` },
  });
  let best = await picture.clone().jpeg({ quality: 20 }).toBuffer();
  for (let quality = 25; quality <= 95 && best.length < bytes; quality += 5)
    best = await picture.clone().jpeg({ quality }).toBuffer();
  return best;
}

/** Numbers from 0 to 1 that look like chance (mulberry32, public domain). */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
