/** A relative address for a path with `/`; every part is encoded, so that no name can be anything but a name. */
export function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
