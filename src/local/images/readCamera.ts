import exifr from 'exifr';
import type { ImageOutcome } from './protocol.ts';

const OPTIONS = { ifd0: { pick: ['Make', 'Model'] }, exif: false, gps: false, xmp: false, mergeOutput: true };

/** The camera that took a photo, in its own words: "Canon EOS 5D". Undefined where the photo does not say. */
export async function readCamera(path: string): Promise<ImageOutcome<string | undefined>> {
  return { kind: 'done', value: cameraName(await parse(path)) };
}

async function parse(path: string): Promise<{ readonly Make?: unknown; readonly Model?: unknown }> {
  try {
    return ((await exifr.parse(path, OPTIONS)) as { Make?: unknown; Model?: unknown } | undefined) ?? {};
  } catch {
    return {};
  }
}

/** Most makers repeat their name in the model. */
function cameraName({ Make: make, Model: model }: Awaited<ReturnType<typeof parse>>): string | undefined {
  const [maker, name] = [textOf(make), textOf(model)];
  const [firstWord = ''] = maker.split(' ');
  const isRepeated = firstWord !== '' && name.toLowerCase().startsWith(firstWord.toLowerCase());
  return [isRepeated ? '' : maker, name].filter(Boolean).join(' ') || undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 80) : '';
}
