/** Shapes wider or higher than these are cut by their tile. */
const NARROWEST = 0.5;
const WIDEST = 3;

/** One class stands for each twentieth of a shape: it cuts the common ones (3:4, 2:3, 9:16) by less than three percent. */
const STEPS = 20;

/** The class of a tile for a photo of this size; a common shape where the size is not known. */
export function shapeClass(width = 4, height = 3): string {
  const ratio = Math.min(WIDEST, Math.max(NARROWEST, width / height));
  return `r${Math.round(ratio * STEPS)}`;
}

/** The rules for all these classes. The policy of the pages allows no style on a single tile. */
export function shapeRules(): string {
  const classes: string[] = [];
  for (let step = NARROWEST * STEPS; step <= WIDEST * STEPS; step++) {
    classes.push(`.r${step} { --r: ${step / STEPS}; }`);
  }
  return `/* The shape of a tile: its width for each unit of height. */\n${classes.join('\n')}\n`;
}
