import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deletingSides, type Mode, type Overrides } from '../../../src/engine/modes.ts';

const table: readonly (readonly [mode: Mode, overrides: Overrides, sides: string])[] = [
  ['upload', {}, ''],
  ['download', {}, ''],
  ['report', {}, ''],
  ['sync', {}, ''],
  ['repairUpload', {}, 'remote'],
  ['syncUpload', {}, 'remote'],
  ['twoWay', {}, 'local remote'],
  ['upload', { 'LOCAL_ONLY:deletedRemotely': 'DELETE_LOCAL' }, 'local'],
  ['syncUpload', { REMOTE_ONLY: 'REPORT' }, ''],
  ['syncUpload', { 'REMOTE_ONLY:new': 'DOWNLOAD_REMOTE' }, 'remote'],
  ['twoWay', { 'REMOTE_ONLY:deletedLocally': 'REPORT' }, 'local'],
  ['upload', { SAME: 'DELETE_LOCAL' }, 'local'],
];

describe('a mode may delete', () => {
  for (const [mode, overrides, expected] of table)
    it(`${mode} ${JSON.stringify(overrides)}: ${expected === '' ? 'nowhere' : expected}`, () => {
      const sides = deletingSides(mode, overrides);
      const names = (['local', 'remote'] as const).filter((side) => sides[side]);
      assert.equal(names.join(' '), expected);
    });
});
