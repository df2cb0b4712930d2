import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClient, readClientFile } from '../../../src/accounts/oauthClient.ts';

const INSTALLED = {
  client_id: '1234-app.apps.googleusercontent.com',
  project_id: 'photos',
  auth_uri: 'https://accounts.google.com/o/oauth2/auth',
  token_uri: 'https://oauth2.googleapis.com/token',
  client_secret: 'GOCSPX-a-secret',
  redirect_uris: ['http://localhost'],
};
const GOOD = { id: INSTALLED.client_id, secret: INSTALLED.client_secret };

for (const [what, text] of [
  ['as Google gives it out', JSON.stringify({ installed: INSTALLED })],
  ['with the mark that some editors of Windows add', `\uFEFF${JSON.stringify({ installed: INSTALLED })}`],
  [
    'with nothing but what is needed',
    '{"installed":{"client_id":" 1234-app.apps.googleusercontent.com ","client_secret":"GOCSPX-a-secret"}}',
  ],
] as const)
  test(`a client file ${what}`, () => {
    assert.deepEqual(readClientFile(text), { ok: true, value: GOOD });
  });

const BAD: readonly [what: string, text: string, says: RegExp][] = [
  [
    'of a web application',
    JSON.stringify({ web: INSTALLED }),
    /^This is a client of the type "Web application".*Make one of the type "Desktop app"/,
  ],
  ['of a service account', '{"type":"service_account","private_key":"hush"}', /service account/],
  ['of something else', '{"client_id":"x"}', /no part "installed"/],
  ['that is a list', '[]', /no part "installed"/],
  ['that is nothing', 'null', /no part "installed"/],
  ['that is no JSON', '{"installed":{"client_secret":"GOCSPX-hush"', /^The file is not JSON/],
  ['that is empty', '', /^The file is not JSON/],
  [
    'without an id',
    JSON.stringify({ installed: { ...INSTALLED, client_id: '' } }),
    /^The client ID is missing or wrong/,
  ],
  [
    'with an id that would change the address',
    JSON.stringify({ installed: { ...INSTALLED, client_id: 'a&b=c' } }),
    /^The client ID/,
  ],
  ['without a secret', JSON.stringify({ installed: { client_id: 'a' } }), /^The client secret is missing or wrong/],
  [
    'with a secret that is no text',
    JSON.stringify({ installed: { ...INSTALLED, client_secret: 7 } }),
    /^The client secret/,
  ],
  ['whose part is a text', '{"installed":"hush"}', /^The client ID/],
];

for (const [what, text, says] of BAD)
  test(`a client file ${what}`, () => {
    const read = readClientFile(text);
    assert.ok(!read.ok);
    assert.equal(read.problem.code, 'E_CLIENT_FILE');
    assert.match(read.problem.message, says);
    assert.doesNotMatch(read.problem.message, /hush|GOCSPX/);
  });

test('what is typed may have blanks around it', () => {
  assert.deepEqual(readClient(` ${GOOD.id}\n`, `\t${GOOD.secret} `), { ok: true, value: GOOD });
});
