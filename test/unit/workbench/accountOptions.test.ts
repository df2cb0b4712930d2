import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountOptions, type AccountOptions } from '../../../src/workbench/accounts/accountOptions.ts';
import { editorSecretStore } from '../../../src/workbench/accounts/editorSecretStore.ts';

describe('what Sign In and Sign Out are called with', () => {
  const byPerson: AccountOptions = {
    interactive: true,
    service: undefined,
    client: undefined,
    clientFile: undefined,
    open: undefined,
  };
  const cases: readonly [what: string, argument: unknown, options: AccountOptions][] = [
    ['nothing: a person', undefined, byPerson],
    ['a thing of a menu: a person', { about: { kind: 'album' } }, byPerson],
    ['the button of a message', { service: 'googleDrive' }, { ...byPerson, service: 'googleDrive' }],
    [
      'all of a program',
      { interactive: false, service: 'googlePhotos', client: { id: 'a', secret: 'b' }, clientFile: '/c.json' },
      {
        ...byPerson,
        interactive: false,
        service: 'googlePhotos',
        client: { id: 'a', secret: 'b' },
        clientFile: '/c.json',
      },
    ],
    ['a service without an account', { service: 'gallery' }, byPerson],
    ['values of the wrong kind', { interactive: 'no', service: 3, client: 'a', clientFile: {}, open: 'x' }, byPerson],
  ];
  for (const [what, argument, options] of cases) it(what, () => assert.deepEqual(accountOptions(argument), options));
});

describe("the editor's store of secrets", () => {
  it('says so when the keyring cannot be used, and quotes nothing', async () => {
    const broken = async () => {
      throw new Error('hush');
    };
    const store = editorSecretStore({ get: broken, store: broken, delete: broken });
    for (const result of [await store.get('a'), await store.set('a', '1'), await store.delete('a')]) {
      assert.equal(result.ok || result.problem.code, 'E_SECRETS');
      assert.doesNotMatch(JSON.stringify(result), /hush/);
    }
  });
});
