import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGLISH_MANIFEST } from '../../../src/settings/englishManifest.ts';
import { ALBUM_VIEW, COMMANDS, COPY_SCHEME, REPORT_PANEL } from '../../../src/workbench/ids.ts';

interface Contributed {
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
  readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
  readonly submenus: readonly { readonly id: string }[];
  readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  readonly viewsWelcome: readonly { readonly when: string; readonly contents: string }[];
}

type MenuEntry = { readonly when?: string } & ({ readonly command: string } | { readonly submenu: string });

const manifest: { readonly activationEvents: readonly string[]; readonly contributes: Contributed } = ENGLISH_MANIFEST;
const { commands, menus, submenus, views, viewsWelcome } = manifest.contributes;
const ids: readonly string[] = Object.values(COMMANDS);

describe('package.json and the code', () => {
  it('name the same commands', () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), [...ids].sort());
  });

  it('name the same view and panel', () => {
    assert.deepEqual(
      Object.values(views)
        .flat()
        .map(({ id }) => id),
      [ALBUM_VIEW],
    );
    // Where a gallery is, somebody uses the extension, and their settings are checked while they are written.
    const events = [
      'workspaceContains:album-gallery/index.html',
      `onWebviewPanel:${REPORT_PANEL}`,
      `onFileSystem:${COPY_SCHEME}`,
    ];
    assert.deepEqual(manifest.activationEvents, events);
  });

  it('give every command a category and a title in title case', () => {
    for (const { command, category, title } of commands) {
      assert.equal(category, 'Album Sync', command);
      assert.match(title, /^[A-Z]/, command);
      assert.doesNotMatch(title, / (?!in |on |the |to )[a-z]/, command);
    }
  });

  it('put only commands into menus that exist', () => {
    const used = Object.values(menus).flatMap(commandsOf);
    const linked = viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:(albumSync\.\w+)/g)].map(([, command]) => command ?? ''),
    );
    assert.deepEqual(
      [...used, ...linked].filter((command) => !ids.includes(command)),
      [],
    );
  });

  it('put submenus into menus, each with commands of its own', () => {
    const used = Object.values(menus)
      .flat()
      .flatMap((entry) => ('submenu' in entry ? [entry.submenu] : []));
    const ids = submenus.map(({ id }) => id);
    assert.deepEqual(used, ids);
    for (const id of ids) assert.notEqual(commandsOf(menus[id] ?? []).length, 0, id);
  });

  it('keep commands that need something to work on out of the palette', () => {
    const needy = ['view/item/context', 'webview/context'].flatMap((menu) => commandsOf(menus[menu] ?? []));
    const hidden = commandsOf((menus['commandPalette'] ?? []).filter(({ when }) => when === 'false'));
    for (const command of needy) assert.ok(hidden.includes(command), command);
  });

  it('have a welcome text for every state of the empty tree', () => {
    const states = ['notCompared', 'comparing', 'noPhotos', 'settingProblem', 'signedOut', 'stopped'];
    for (const state of states) {
      assert.equal(viewsWelcome.filter(({ when }) => when.includes(`'${state}'`)).length, 1, state);
    }
    assert.equal(viewsWelcome.filter(({ when }) => when === 'workspaceFolderCount == 0').length, 1);
    assert.equal(viewsWelcome.filter(({ when }) => when.includes('!isWorkspaceTrusted')).length, 1);
  });
});

function commandsOf(entries: readonly MenuEntry[]): readonly string[] {
  return entries.flatMap((entry) => ('command' in entry ? [entry.command] : []));
}
