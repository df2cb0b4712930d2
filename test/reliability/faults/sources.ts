import type { ApplyPorts } from '../../../src/engine/apply/apply.ts';
import type { ContentSink, ContentSource } from '../../../src/engine/ports/albumService.ts';
import type { LocalFile } from '../../../src/engine/model.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** A connection that is cut when six tenths of the bytes have passed. */
export async function* cutAt60Percent(chunks: Bytes): AsyncGenerator<Uint8Array> {
  const whole = await collect(chunks);
  yield whole.subarray(0, Math.floor(whole.length * 0.6));
  throw new Error('socket hang up');
}

/** A connection that ends early and says nothing. */
export async function* endsEarly(chunks: Bytes): AsyncGenerator<Uint8Array> {
  const whole = await collect(chunks);
  yield whole.subarray(0, Math.floor(whole.length * 0.6));
}

/** A connection that turns one bit of the last byte. */
export async function* turnsABit(chunks: Bytes): AsyncGenerator<Uint8Array> {
  const whole = Buffer.from(await collect(chunks));
  whole[whole.length - 1] = (whole.at(-1) ?? 0) ^ 1;
  yield whole;
}

/** Nothing at all arrives. */
export async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
}

/** The photo folders, whose files are read through `spoil`. */
export function readingThrough(spoil: (chunks: Bytes) => Bytes) {
  return (real: ApplyPorts['files']): Partial<ApplyPorts['files']> => ({
    open: async (file: LocalFile, call) => {
      const source = await real.open(file, call);
      return source.ok ? { ok: true, value: throughSource(source.value, spoil) } : source;
    },
  });
}

function throughSource(source: ContentSource, spoil: (chunks: Bytes) => Bytes): ContentSource {
  return {
    size: source.size,
    stream: () => spoil(source.stream()),
    verify: () => source.verify(),
  };
}

/** The service, whose downloads come through `spoil`. */
export function downloadingThrough(spoil: (chunks: Bytes) => Bytes) {
  return (real: ApplyPorts['service']): Partial<ApplyPorts['service']> => ({
    download: (item, sink, call) => {
      const spoilt: ContentSink = (chunks) => sink(spoil(chunks));
      return real.download(item, spoilt, call);
    },
  });
}

async function collect(chunks: Bytes): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk));
  return Buffer.concat(all);
}
