import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VsCodeServer } from '../../../scripts/vscode/serverProcess.ts';
import { windowAddress, type Opened } from '../../../scripts/vscode/windowAddress.ts';

const server = { origin: 'http://127.0.0.1:8000', token: 'secret' } as VsCodeServer;

const cases: readonly { opened: Opened; query: Record<string, string> }[] = [
  { opened: { kind: 'nothing' }, query: { ew: 'true' } },
  { opened: { kind: 'folder', path: '/home/me/My Photos & more' }, query: { folder: '/home/me/My Photos & more' } },
  { opened: { kind: 'folder', path: 'C:\\Users\\me\\Photos' }, query: { folder: '/C:/Users/me/Photos' } },
  { opened: { kind: 'workspace', path: '/a/b.code-workspace' }, query: { workspace: '/a/b.code-workspace' } },
];
for (const { opened, query } of cases) {
  test(`the address of a window that opens ${JSON.stringify(opened)}`, () => {
    const address = new URL(windowAddress(server, opened));
    assert.equal(address.origin, server.origin);
    assert.deepEqual(Object.fromEntries(address.searchParams), { tkn: 'secret', ...query });
  });
}

test('the address of a window with an extension under test', () => {
  const underTest = { extension: '/repo', tests: '/repo/tests.cjs' };
  const address = new URL(windowAddress(server, { kind: 'nothing' }, underTest));
  assert.equal(
    address.searchParams.get('payload'),
    '[["extensionDevelopmentPath","vscode-remote://127.0.0.1:8000/repo"],["extensionTestsPath","vscode-remote://127.0.0.1:8000/repo/tests.cjs"]]',
  );
});
