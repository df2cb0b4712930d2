import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaseItem, LocalItem, RemoteItem } from '../../../src/engine/model.ts';
import { nameListed } from '../../../src/engine/naming/listedNames.ts';

/** Ids and names as they are listed, the names of the files, what the ledger knows, and the names that come out. */
const TABLE: readonly {
  readonly what: string;
  readonly listed: readonly (readonly [id: string, name: string, state?: 'unheardOf'])[];
  readonly files?: readonly string[];
  readonly base?: readonly (readonly [id: string, name: string, albumId?: string])[];
  readonly named: string;
}[] = [
  { what: 'an item that nobody knows', listed: [['1', 'a.jpg']], named: '1 a.jpg' },
  { what: 'a known item', listed: [['1', 'a.jpg']], base: [['1', 'day/b.jpg']], named: '1 day/b.jpg' },
  {
    what: 'an item with two names',
    listed: [['1', 'a.jpg']],
    base: [
      ['1', 'a.jpg'],
      ['1', 'b.jpg'],
    ],
    named: '1 a.jpg, 1 b.jpg',
  },
  {
    what: 'one name in two spellings',
    listed: [['1', 'x.jpg']],
    base: [
      ['1', 'é.jpg'],
      ['1', 'e\u0301.jpg'],
    ],
    named: '1 e\u0301.jpg',
  },
  { what: 'an item known in another album', listed: [['1', 'a.jpg']], base: [['1', 'b.jpg', 'B']], named: '1 a.jpg' },
  { what: 'a file in a folder', listed: [['1', 'a.jpg']], files: ['day/a.jpg'], named: '1 day/a.jpg' },
  {
    what: 'a file outside before one inside',
    listed: [['1', 'a.jpg']],
    files: ['day/a.jpg', 'a.jpg'],
    named: '1 a.jpg',
  },
  {
    what: 'two unknown items and two files, whatever their order',
    listed: [
      ['2', 'a.jpg'],
      ['1', 'a.jpg'],
    ],
    files: ['day 2/a.jpg', 'day 1/a.jpg'],
    named: '1 day 1/a.jpg, 2 day 2/a.jpg',
  },
  { what: 'an item that is unheard of', listed: [['1', 'a.jpg', 'unheardOf']], files: ['a.jpg'], named: '' },
  {
    what: 'an item that is unheard of and known',
    listed: [['1', 'a.jpg', 'unheardOf']],
    base: [['1', 'day/a.jpg']],
    named: '1 day/a.jpg',
  },
  {
    what: 'a file that has a web copy',
    listed: [
      ['1', 'a.jpg'],
      ['2', 'a.jpg'],
    ],
    files: ['day/a.jpg'],
    base: [['2', 'day/a.jpg']],
    named: '1 a.jpg, 2 day/a.jpg',
  },
];

for (const { what, listed, files = [], base = [], named } of TABLE) {
  test(`names ${what}`, () => {
    const items = nameListed(
      listed.map(([id, name, state]): RemoteItem => ({ id, albumId: 'A', name, unheardOf: state !== undefined })),
      files.map((name) => ({ album: 'Trip', name }) as LocalItem),
      base.map(([remoteId, name, albumId = 'A']) => ({ album: 'Trip', name, remoteId, albumId }) as BaseItem),
    );
    const texts = items.map(({ id, name }) => `${id} ${name}`).sort();
    assert.equal(texts.join(', '), named);
  });
}
