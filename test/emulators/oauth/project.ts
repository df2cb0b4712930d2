/** The number of the project that a client id begins with, such as `123456-abc.apps.googleusercontent.com`. */
export function projectOf(clientId: string): string {
  return /^\d+/.exec(clientId)?.[0] ?? '844831818923';
}
