/** What reads first bytes is twenty times as long as what looks at folders, so it is a program of its own for both threads. */
export function loadHeadWork(): Promise<typeof import('./headWork.ts')> {
  return import('./headWork.ts');
}
