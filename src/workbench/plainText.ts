/**
 * A name from a disk or a service, for a message of the editor. Notifications turn `[text](command:…)` into a link that
 * runs the command, so the two brackets are parted.
 */
export function plainText(name: string): string {
  return name.replaceAll('](', '] (').replaceAll('\n', ' ');
}
