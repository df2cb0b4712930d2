/** Red, green and blue as amounts of light: 0 is none, 1 is the white of the finished picture, more is brighter. */
export type Colour = readonly [number, number, number];

/** The light of a colour written as `#rrggbb`. */
export function colour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [linear((value >> 16) & 255), linear((value >> 8) & 255), linear(value & 255)];
}

/** The way from one colour to another, mixed as the eye sees it, so that the middle is not muddy. */
export function mix(from: Colour, to: Colour, amount: number): Colour {
  return [mixLight(from[0], to[0], amount), mixLight(from[1], to[1], amount), mixLight(from[2], to[2], amount)];
}

/** The same colour, brighter or darker by a factor. */
export function scale(light: Colour, factor: number): Colour {
  return [light[0] * factor, light[1] * factor, light[2] * factor];
}

/** A colour of a series spread evenly over 0 to 1. */
export function ramp(colours: readonly Colour[], position: number): Colour {
  const place = Math.min(Math.max(position, 0), 1) * (colours.length - 1);
  const index = Math.min(Math.floor(place), colours.length - 2);
  const from = colours[Math.max(index, 0)] ?? black;
  return mix(from, colours[index + 1] ?? from, place - index);
}

/** 0 below `low`, 1 above `high`, and a soft step between. */
export function smoothStep(low: number, high: number, value: number): number {
  const t = (value - low) / (high - low);
  return t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t);
}

const black: Colour = [0, 0, 0];

function mixLight(from: number, to: number, amount: number): number {
  const root = Math.sqrt(from) + (Math.sqrt(to) - Math.sqrt(from)) * amount;
  return root * root;
}

/** The light of one byte of sRGB (IEC 61966-2-1). */
function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
