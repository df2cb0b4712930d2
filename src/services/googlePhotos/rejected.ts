/** A fault of this program, handed on to each of those who wait for one answer. */
export function rejected(error: unknown): Promise<never> {
  return Promise.reject(error instanceof Error ? error : new Error(String(error)));
}
