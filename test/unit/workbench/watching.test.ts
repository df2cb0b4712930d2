import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { it } from 'node:test';
import type { SyncReport } from '../../../src/engine/report.ts';
import type { FolderRef } from '../../../src/workbench/runs/folderState.ts';
import { WindowRuns } from '../../../src/workbench/runs/windowRuns.ts';
import type { WatchingPorts } from '../../../src/workbench/watch/watching.ts';
import { reportOf } from '../webview/reportLiteral.ts';

/** An editor with one folder, whose watchers `watchers` counts. */
const editor = `export const watchers = { open: 0 };
  const uri = (path) => ({ scheme: 'file', path, fsPath: path, toString: () => 'file://' + path });
  const nothing = () => ({ dispose: () => undefined });
  export const env = { language: 'en' };
  export const l10n = { t: (sentence) => sentence };
  export const Uri = { parse: (text) => uri(text.replace('file://', '')) };
  export class RelativePattern {}
  export const Disposable = { from: (...parts) => ({ dispose: () => parts.forEach((part) => part.dispose()) }) };
  export const commands = { executeCommand: async () => undefined };
  const values = { watch: 'notify', folders: ['.'], 'gallery.path': 'album-gallery' };
  export const workspace = {
    isTrusted: true,
    workspaceFolders: [{ uri: uri('/photos'), name: 'photos' }],
    getConfiguration: () => ({ get: (name) => values[name] }),
    createFileSystemWatcher: () => {
      watchers.open++;
      return { onDidCreate: nothing, onDidChange: nothing, onDidDelete: nothing, dispose: () => watchers.open-- };
    },
    onDidGrantWorkspaceTrust: nothing,
    onDidChangeWorkspaceFolders: nothing,
    onDidChangeConfiguration: nothing,
  };`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(editor)}`, shortCircuit: true }
      : next(specifier, context),
});
const { watching } = await import('../../../src/workbench/watch/watching.ts');
const { watchers } = (await import('vscode')) as unknown as { readonly watchers: { readonly open: number } };

const folder: FolderRef = { key: 'file:///photos', name: 'photos', path: '/photos' };
const COMPARED = reportOf('Rome/a.jpg SAME SILENT silent');
const REFUSED = { ...reportOf(''), problems: [{ code: 'E_SETTINGS', message: '' }] } satisfies SyncReport;

for (const { what, first, after } of [
  { what: 'stays after a comparison', first: COMPARED, after: 1 },
  { what: 'ends where nothing was compared', first: REFUSED, after: 0 },
])
  it(`a watch begins before the first scan, so that it misses nothing, and ${what}`, async () => {
    const during: number[] = [];
    const runs = new WindowRuns({
      runner: async () => {
        during.push(watchers.open);
        return first;
      },
      settings: () => ({}),
      stateDirectory: () => '/state',
    });
    const ports = { runs, log: { info: () => undefined } } as unknown as WatchingPorts;
    const watch = watching(ports);
    assert.equal(watchers.open, 0);
    await runs.start({ kind: 'preview', folders: [folder], confirmed: [], manner: 'quiet' });
    assert.deepEqual([during, watchers.open], [[1], after]);
    watch.dispose();
    assert.equal(watchers.open, 0);
  });
