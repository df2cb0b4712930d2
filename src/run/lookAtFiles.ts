import type { Dimensions } from '../local/images/protocol.ts';
import type { RunHost } from './openPorts.ts';

/** Photos to look at, by absolute path. */
export interface LookRequest {
  readonly files: readonly string[];
}

/** What a look at a photo told; what is missing, nobody could tell. */
export interface Look {
  /** A small WebP picture. */
  readonly picture?: Uint8Array | undefined;
  readonly dimensions?: Dimensions | undefined;
  /** `YYYY-MM-DDTHH:MM:SS`, by the clock of the camera. */
  readonly capturedAt?: string | undefined;
  readonly camera?: string | undefined;
}

/** Looks at photos for a person who compares them: what is shown is made here, so that no page opens a photo itself. */
export async function lookAtFiles(
  { files }: LookRequest,
  { openImages }: Pick<RunHost, 'openImages'>,
  signal: AbortSignal,
): Promise<readonly Look[]> {
  const images = openImages();
  try {
    return await Promise.all(
      files.map(async (file): Promise<Look> => {
        const thumbnail = await images.thumbnail(file, { signal });
        const { capturedAt } = await images.capture(file, { signal });
        const camera = await images.camera(file, { signal });
        const made = thumbnail.kind === 'done' ? thumbnail.value : undefined;
        return { picture: made?.bytes, dimensions: made?.dimensions, capturedAt, camera };
      }),
    );
  } finally {
    images.dispose();
  }
}
