import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainText } from '../../../src/workbench/plainText.ts';
import { runOptions, type RunOptions } from '../../../src/workbench/commands/runOptions.ts';

describe('what preview and sync are called with', () => {
  const byPerson: RunOptions = { interactive: true, folder: undefined, confirmed: [], all: false };
  const cases: readonly [what: string, argument: unknown, options: RunOptions][] = [
    ['nothing: a person', undefined, byPerson],
    ['a thing of a menu: a person', { about: { kind: 'album' } }, byPerson],
    ['no dialogs', { interactive: false }, { ...byPerson, interactive: false }],
    ['one folder', { folder: '/photos' }, { ...byPerson, folder: '/photos' }],
    ['stops that were confirmed', { confirmed: ['E_ROOT_EMPTY'] }, { ...byPerson, confirmed: ['E_ROOT_EMPTY'] }],
    ['codes that do not exist', { confirmed: ['E_ANYTHING', 3] }, byPerson],
    ['all items', { all: true }, { ...byPerson, all: true }],
    ['values of the wrong kind', { interactive: 'no', folder: 3, confirmed: 'E_ROOT_EMPTY', all: 1 }, byPerson],
  ];
  for (const [what, argument, options] of cases) it(what, () => assert.deepEqual(runOptions(argument), options));
});

describe('a name in a message', () => {
  it('cannot be a link that runs a command', () => {
    assert.equal(plainText('[Holiday](command:workbench.action.quit)'), '[Holiday] (command:workbench.action.quit)');
  });
});
