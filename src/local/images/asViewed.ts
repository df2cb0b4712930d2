import type { Dimensions } from './protocol.ts';

/** From here on, the EXIF orientation lays the photo on its side. */
const FIRST_LYING = 5;

/** The size of a photo as a viewer shows it. */
export function asViewed({ width, height }: Dimensions, orientation = 1): Dimensions {
  return orientation < FIRST_LYING ? { width, height } : { width: height, height: width };
}
