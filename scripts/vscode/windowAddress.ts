import type { VsCodeServer } from './serverProcess.ts';

/** What a window shows. Paths are absolute. */
export type Opened =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'workspace'; readonly path: string }
  | { readonly kind: 'nothing' };

/** An extension that is run from its folder, and a module whose exported `run` its extension host executes. */
export interface UnderTest {
  readonly extension: string;
  readonly tests: string;
}

/** The address of a window of a VS Code server. */
export function windowAddress(server: VsCodeServer, opened: Opened, underTest?: UnderTest): string {
  const address = new URL(server.origin);
  address.searchParams.set('tkn', server.token);
  if (opened.kind === 'nothing') address.searchParams.set('ew', 'true');
  else address.searchParams.set(opened.kind, urlPath(opened.path));
  if (underTest) {
    const remote = (path: string) => `vscode-remote://${address.host}${urlPath(path)}`;
    const payload = [
      ['extensionDevelopmentPath', remote(underTest.extension)],
      ['extensionTestsPath', remote(underTest.tests)],
    ];
    address.searchParams.set('payload', JSON.stringify(payload));
  }
  return address.href;
}

/** `C:\Photos` is `/C:/Photos` in an address. */
function urlPath(path: string): string {
  const forward = path.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}
