/** What reads any first bytes is twenty times as long as all else that these threads load, so it is a program of its own. */
export function loadOddHead(): Promise<typeof import('./oddHead.ts')> {
  return import('./oddHead.ts');
}
