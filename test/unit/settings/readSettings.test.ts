import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALLOWED_ACTIONS, MODES, overrideFault, POSSIBLE_DETAILS } from '../../../src/engine/modes.ts';
import { EVENTS } from '../../../src/engine/model.ts';
import { ENGLISH_MANIFEST } from '../../../src/settings/englishManifest.ts';
import { readSettings } from '../../../src/settings/readSettings.ts';
import { defaultOf, schemaFault } from '../../../src/settings/schema.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';

function faults(raw: RawSettings): string[] {
  const read = readSettings(raw);
  return 'problems' in read ? read.problems.map(({ setting, message }) => `${setting ?? ''} ${message}`) : [];
}

test('nothing set means the defaults, and they are good', () => {
  const read = readSettings({});
  assert.ok('settings' in read);
  const { folders, service, mode, compare, allowDelete, naming, gallery, googleDrive } = read.settings;
  const { templates, rootAlbum: root } = naming;
  assert.deepEqual(
    { folders, service, mode, compare, allowDelete, templates, root, gallery, googleDrive },
    {
      folders: ['.'],
      service: 'gallery',
      mode: 'upload',
      compare: ['date', 'size'],
      allowDelete: 'neither',
      templates: ['{0}', '{1} ({0})'],
      root: 'Home',
      gallery: { path: 'album-gallery', thumbnails: true, language: 'en' },
      googleDrive: { scope: 'file', share: 'no' },
    },
  );
});

test('a value that cannot be used is an error at its key', () => {
  const table: readonly (readonly [raw: RawSettings, key: string, says: RegExp])[] = [
    [{ mode: 'mirror' }, 'mode', /"mirror" is not one of upload, download/],
    [{ mode: 3 }, 'mode', /3/],
    [{ service: 'flickr' }, 'service', /not one of/],
    [{ overrides: { NEWER: 'REPORT' } }, 'overrides', /NEWER is not an event/],
    [{ overrides: { SAME: 'EXPLODE' } }, 'overrides', /EXPLODE is not an action/],
    [{ overrides: { LOCAL_ONLY: 'DOWNLOAD_REMOTE' } }, 'overrides', /makes no sense for LOCAL_ONLY/],
    [{ overrides: { REMOTE_ONLY: 'UPLOAD_LOCAL' } }, 'overrides', /makes no sense for REMOTE_ONLY/],
    [{ overrides: { 'LOCAL_ONLY:deletedLocally': 'REPORT' } }, 'overrides', /no detail "deletedLocally"/],
    [{ overrides: { 'SAME:new': 'REPORT' } }, 'overrides', /no detail/],
    [{ overrides: [] }, 'overrides', /must be object/],
    [{ compare: ['dates'] }, 'compare', /not one of date, size, hash/],
    [{ compare: [] }, 'compare', /./],
    [{ 'naming.templates': ['{0'] }, 'naming.templates', /brace/],
    [{ 'naming.templates': [] }, 'naming.templates', /./],
    [{ 'naming.replace': '(|x' }, 'naming.replace', /not a regular expression/],
    [{ 'naming.extract': 'x' }, 'naming.extract', /no bar/],
    [{ shrink: -1 }, 'shrink', />= 0/],
    [{ maxDeletes: -1 }, 'maxDeletes', />= 0/],
    [{ maxDeletes: '120%' }, 'maxDeletes', /50%/],
    [{ maxAlbumItems: 0 }, 'maxAlbumItems', />= 1/],
    [{ since: '2024-13-01' }, 'since', /not a day/],
    [{ since: 'yesterday' }, 'since', /YYYY-MM-DD/],
    [{ folders: [] }, 'folders', /./],
    [{ folders: ['../outside'] }, 'folders', /not below the workspace folder/],
    [{ folders: ['/etc'] }, 'folders', /not below the workspace folder/],
    [{ folders: ['a', 'a/b'] }, 'folders', /which is a photo folder too/],
    [{ folders: ['album-gallery/albums'] }, 'folders', /lies in the gallery/],
    [{ folders: ['photos'], 'gallery.path': 'photos/web' }, 'gallery.path', /lies in the photo folder/],
    [{ 'gallery.path': '.' }, 'gallery.path', /not a folder below/],
    [{ 'gallery.path': '../web' }, 'gallery.path', /not a folder below/],
    [{ alowDelete: 'both' }, 'alowDelete', /no such setting/],
  ];
  for (const [raw, key, says] of table) {
    const [first = '', ...more] = faults(raw);
    assert.match(first, new RegExp(`^albumSync\\.${key.replace('.', '\\.')} `), JSON.stringify(raw));
    assert.match(first, says);
    assert.deepEqual(more, []);
  }
});

test('all faults are found at once', () => {
  assert.equal(faults({ mode: 'x', compare: ['y'], shrink: -1 }).length, 3);
});

test('REMOTE_OLDER may be downloaded, and details may be named', () => {
  assert.deepEqual(
    faults({ overrides: { REMOTE_OLDER: 'DOWNLOAD_REMOTE', 'LOCAL_ONLY:deletedRemotely': 'DELETE_LOCAL' } }),
    [],
  );
});

test('the editor and the engine allow the same overrides', () => {
  const keys = EVENTS.flatMap((event) => [
    event,
    ...POSSIBLE_DETAILS[event].map((detail) => `${event}:${detail}` as const),
  ]);
  const group = ENGLISH_MANIFEST.contributes.configuration.find(
    (candidate) => 'albumSync.overrides' in candidate.properties,
  );
  const schema = (group?.properties as { 'albumSync.overrides': { properties: Record<string, { enum: string[] }> } })[
    'albumSync.overrides'
  ];
  assert.deepEqual(Object.keys(schema.properties).sort(), [...keys].sort());
  for (const key of keys) {
    const event = EVENTS.find((name) => key.startsWith(name) && (key === name || key[name.length] === ':'));
    assert.ok(event);
    assert.deepEqual(schema.properties[key]?.enum.toSorted(), [...ALLOWED_ACTIONS[event]].sort(), key);
    for (const action of ALLOWED_ACTIONS[event]) assert.equal(overrideFault(key, action), undefined);
  }
});

test('every setting has a scope, an order, a description and a default that its own schema takes', () => {
  for (const { properties } of ENGLISH_MANIFEST.contributes.configuration)
    for (const [key, schema] of Object.entries<Record<string, unknown>>(properties)) {
      for (const needed of ['scope', 'order', 'markdownDescription', 'default'])
        assert.ok(needed in schema, `${key} ${needed}`);
      const name = key.slice('albumSync.'.length);
      assert.equal(schemaFault(name, defaultOf(name)), undefined, key);
    }
});

test('each mode has a sentence of its own', () => {
  const group = ENGLISH_MANIFEST.contributes.configuration.find(
    (candidate) => 'albumSync.mode' in candidate.properties,
  );
  const mode = (group?.properties as { 'albumSync.mode': Record<string, string[]> })['albumSync.mode'];
  assert.deepEqual(mode['enum'], MODES);
  assert.equal(new Set(mode['markdownEnumDescriptions']).size, MODES.length);
  assert.equal(mode['enumItemLabels']?.length, MODES.length);
});
