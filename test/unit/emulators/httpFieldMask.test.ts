import assert from 'node:assert/strict';
import test from 'node:test';
import { invalidMask, masked } from '../../emulators/http/fieldMask.ts';

const ANSWER = {
  nextPageToken: 't',
  files: [
    { id: '1', name: 'a', owner: { mail: 'x', name: 'y' } },
    { id: '2', name: 'b', owner: { mail: 'z', name: 'w' } },
  ],
};

const MASKS: readonly [fields: string, left: unknown][] = [
  ['nextPageToken', { nextPageToken: 't' }],
  ['files/id', { files: [{ id: '1' }, { id: '2' }] }],
  [
    'files(id,name)',
    {
      files: [
        { id: '1', name: 'a' },
        { id: '2', name: 'b' },
      ],
    },
  ],
  [
    'nextPageToken, files(owner/mail)',
    { nextPageToken: 't', files: [{ owner: { mail: 'x' } }, { owner: { mail: 'z' } }] },
  ],
  ['files/owner(mail)', { files: [{ owner: { mail: 'x' } }, { owner: { mail: 'z' } }] }],
  [
    'files/id,files/name',
    {
      files: [
        { id: '1', name: 'a' },
        { id: '2', name: 'b' },
      ],
    },
  ],
  ['files(*)', { files: ANSWER.files }],
  ['*', ANSWER],
  ['*/id', { nextPageToken: 't', files: [{ id: '1' }, { id: '2' }] }],
  ['files,files/id', { files: ANSWER.files }],
  ['unknown', {}],
];

for (const [fields, left] of MASKS) {
  test(`fields=${fields}`, () => {
    assert.deepEqual(masked(ANSWER, fields), left);
  });
}

const INVALID: readonly [fields: string, part: string | undefined][] = [
  ['files(id', 'files(id'],
  ['files)', ')'],
  ['files(', 'files('],
  ['a,,b', ','],
  ['/', '/'],
  ['', ''],
  ['nosuch', 'nosuch'],
  ['files(nosuch)', undefined],
  ['*', undefined],
];

for (const [fields, part] of INVALID) {
  test(`the part at fault in "${fields}" is ${part ?? 'none'}`, () => {
    assert.equal(invalidMask(fields, ['nextPageToken', 'files']), part);
  });
}

const NESTED: readonly [fields: string, part: string | undefined][] = [
  ['files(id,name),nextPageToken', undefined],
  ['files(id,nosuch)', 'files/nosuch'],
  ['files/nosuch', 'files/nosuch'],
  ['files/id/anything', undefined],
  ['*', undefined],
  ['nextPageToken/constructor', undefined],
  ['constructor', 'constructor'],
];

for (const [fields, part] of NESTED) {
  test(`the part at fault in "${fields}", also below the top, is ${part ?? 'none'}`, () => {
    assert.equal(invalidMask(fields, { nextPageToken: [], files: ['id', 'name'] }), part);
  });
}
