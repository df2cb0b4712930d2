import type { Colour } from './colour.ts';
import { type Land, type LandLook, paintLand, survey, type View } from './land.ts';
import { copyOf, type Picture } from './picture.ts';
import { paintWater, type Water } from './water.ts';

/** Land that rises from water, under a sky that is already painted. */
export interface Coast {
  readonly view: View;
  /** The far land first. */
  readonly lands: readonly Land[];
  readonly look: LandLook;
  readonly water: Water;
  /**
   * Adds what stands on the land, as seen from the given height of the eye. It is called twice: for the picture, and
   * with a negative height for what the water mirrors.
   */
  readonly adorn?: (picture: Picture, eye: number) => void | Promise<void>;
}

/** How something that stands on the land is seen. */
export interface Adornment {
  readonly view: View;
  /** Height of the eye; negative for what the water mirrors. */
  readonly eye: number;
  readonly seed: number;
  /** The light that falls on it. */
  readonly light: Colour;
}

/** Paints the land, what stands on it, and the water with the reflection of both. */
export async function paintCoast(picture: Picture, { view, lands, look, water, adorn }: Coast): Promise<void> {
  const grounds = lands.map((land) => survey(view, land, look));
  const mirror = copyOf(picture);
  for (const ground of grounds) paintLand(mirror, ground, look, -view.eye);
  await adorn?.(mirror, -view.eye);
  paintWater(picture, mirror, view, water);
  for (const ground of grounds) paintLand(picture, ground, look, view.eye);
  await adorn?.(picture, view.eye);
}

/** A place of the world in the picture, and how many pixels one unit is there. */
export interface Projected {
  readonly x: number;
  readonly y: number;
  readonly unit: number;
}

/** Where a place of the world lies in the picture, and how many pixels one unit is there. */
export function project(
  view: View,
  place: { readonly across: number; readonly up: number; readonly away: number },
  eye: number,
): Projected {
  const unit = view.focal / place.away;
  return { x: view.width / 2 + place.across * unit, y: view.horizon + (eye - place.up) * unit, unit };
}
