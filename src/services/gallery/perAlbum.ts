/** What each album has one of, which is made when it is first asked for. */
export function perAlbum<T extends object>(make: (slug: string) => T): (slug: string) => T {
  const made = new Map<string, T>();
  return (slug) => {
    const known = made.get(slug) ?? make(slug);
    made.set(slug, known);
    return known;
  };
}
