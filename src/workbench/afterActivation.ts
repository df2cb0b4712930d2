import type * as vscode from 'vscode';

/**
 * Does what nobody waits for while the editor activates the extension, as reading settings: right after that. It does not
 * happen at all when it is disposed before.
 */
export function afterActivation(work: () => void): vscode.Disposable {
  const waiting = setImmediate(work);
  return { dispose: () => clearImmediate(waiting) };
}
