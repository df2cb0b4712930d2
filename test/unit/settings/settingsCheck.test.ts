import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkSettings } from '../../../src/settings/settingsCheck.ts';
import type { SettingFault } from '../../../src/settings/settingsCheck.ts';
import type { RawSettings } from '../../../src/settings/settings.ts';
import { writtenSettings } from '../../../src/settings/settingsText.ts';
import type { SettingsFileKind } from '../../../src/settings/settingsText.ts';
import { inEnglish } from '../../../src/engine/phrase.ts';

interface Case {
  readonly what: string;
  readonly text: string;
  readonly kind?: SettingsFileKind;
  readonly elsewhere?: RawSettings;
  /** The marked text and what is said of it, a line each. */
  readonly says: string;
}

const CASES: readonly Case[] = [
  { what: 'nothing wrong', text: '{ "albumSync.mode": "sync", "editor.fontSize": 12 }', says: '' },
  { what: 'no text', text: '', says: '' },
  { what: 'no object', text: '[1]', says: '' },
  { what: 'a comment and a trailing comma', text: '{ // mine\n "albumSync.mode": "sync", }', says: '' },
  { what: 'a key without a value yet', text: '{ "albumSync.naming.templates": }', says: '' },
  { what: 'a slip of the pen', text: '{ "albumSync.serivce": 1 }', says: 'albumSync.serivce: did you mean service?' },
  {
    what: 'letter case',
    text: '{ "albumSync.allowdelete": 1 }',
    says: 'albumSync.allowdelete: did you mean allowDelete?',
  },
  { what: 'nothing like a setting', text: '{ "albumSync.quux": 1 }', says: 'albumSync.quux: unknown' },
  { what: 'a value that the schema refuses', text: '{ "albumSync.mode": "sideways" }', says: '' },
  {
    what: 'one template of several',
    text: '{ "albumSync.naming.templates": ["{0}", "{1"] }',
    says: '{1: "{1" has a brace that is not part of {0}, {1}, …',
  },
  {
    what: 'a template beside a value that the schema refuses',
    text: '{ "albumSync.mode": 3, "albumSync.naming.templates": ["}"] }',
    says: '}: "}" has a brace that is not part of {0}, {1}, …',
  },
  {
    what: 'a pattern',
    text: '{ "albumSync.naming.replace": "(|x" }',
    says: 'albumSync.naming.replace: "(" is not a regular expression: Invalid regular expression: /(/g: Unterminated group',
  },
  {
    what: 'photo folders in each other',
    text: '{ "albumSync.folders": ["a", "a/b"] }',
    says: 'a/b: "a/b" lies in "a", which is a photo folder too',
  },
  {
    what: 'a gallery that is set elsewhere',
    text: '{ "albumSync.folders": ["web/a"] }',
    elsewhere: { 'gallery.path': 'web' },
    says: 'web/a: "web/a" lies in the gallery "web"',
  },
  {
    what: 'a fault that is set elsewhere only',
    text: '{ "albumSync.mode": "sync" }',
    elsewhere: { 'naming.templates': ['{'], 'gallery.path': 7 },
    says: '',
  },
  {
    what: 'no day',
    text: '{ "albumSync.since": "2024-02-31" }',
    says: 'albumSync.since: "2024-02-31" is not a day of the calendar',
  },
  {
    what: 'deletions without permission',
    text: '{ "albumSync.overrides": { "REMOTE_ONLY": "DELETE_REMOTE", "LOCAL_ONLY": "DELETE_LOCAL" }, "albumSync.allowDelete": "local" }',
    says: 'REMOTE_ONLY: allowDelete does not permit remote',
  },
  {
    what: 'permission that is given elsewhere',
    text: '{ "albumSync.purgeEmptyAlbums": true, "albumSync.deleteDuplicates": true }',
    elsewhere: { allowDelete: 'both' },
    says: '',
  },
  {
    what: 'duplicates to delete',
    text: '{ "albumSync.deleteDuplicates": true }',
    says: 'albumSync.deleteDuplicates: allowDelete does not permit remote',
  },
  {
    what: 'settings of a workspace file',
    text: '{ "folders": [{ "path": "." }], "settings": { "albumSync.moed": "sync" }, "albumSync.quux": 1 }',
    kind: 'workspace',
    says: 'albumSync.moed: did you mean mode?',
  },
];

describe('A check of a settings file finds', () => {
  for (const { what, text, kind = 'settings', elsewhere = {}, says } of CASES)
    test(what, () => {
      const faults = checkSettings(writtenSettings(text, kind), elsewhere);
      assert.equal(faults.map((fault) => line(text, fault)).join('\n'), says);
    });
});

function line(text: string, fault: SettingFault): string {
  const { offset, length } = fault.place;
  return `${text.slice(offset, offset + length)}: ${about(fault)}`;
}

function about(fault: SettingFault): string {
  switch (fault.kind) {
    case 'unknown':
      return fault.nearest === undefined ? 'unknown' : `did you mean ${fault.nearest}?`;
    case 'unusable':
      return inEnglish(fault.about);
    case 'notPermitted':
      return `allowDelete does not permit ${fault.side}`;
  }
}
