/** Whether what was waited for came, for a step that a person would do once more if it did not. */
export function succeeds(waited: Promise<unknown>): Promise<boolean> {
  return waited.then(
    () => true,
    () => false,
  );
}
