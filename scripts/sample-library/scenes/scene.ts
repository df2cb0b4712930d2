import type { Picture } from '../painting/picture.ts';

/** Paints one picture, upright, into a blank one of any size. */
export type Scene = (picture: Picture) => void | Promise<void>;
