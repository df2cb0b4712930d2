const formats = new Map<string, Intl.NumberFormat>();

/** Writes whole numbers as a language does. To make a format takes far longer than to use it, and every album uses one. */
export function wholeNumbers(language: string): Intl.NumberFormat {
  const format = formats.get(language) ?? new Intl.NumberFormat(language);
  formats.set(language, format);
  return format;
}
