import assert from 'node:assert/strict';
import { test } from 'node:test';
import { albumOfFolder } from '../../../src/engine/naming/albumNames.ts';
import type { NamingRules } from '../../../src/engine/naming/albumNames.ts';
import { nameItems } from '../../../src/engine/naming/nameItems.ts';
import { parseSubstitution } from '../../../src/engine/naming/substitution.ts';
import type { Substitution } from '../../../src/engine/naming/substitution.ts';
import type { LocalFile } from '../../../src/engine/model.ts';
import { inEnglish } from '../../../src/engine/phrase.ts';
import { patternFault, substituteInTime } from '../../../src/settings/boundedPattern.ts';

const DEFAULTS: NamingRules = {
  templates: ['{0}', '{1} ({0})'],
  rootAlbum: 'Home',
  albums: new Map(),
  adopted: new Map(),
};

function substitution(text: string | undefined): Substitution | undefined {
  if (text === undefined) return undefined;
  const parsed = parseSubstitution(text, 'albumSync.naming.replace');
  assert.ok('substitution' in parsed, text);
  return parsed.substitution;
}

function albumOf(pathInRoot: string, rules: Partial<NamingRules> = {}): string {
  const album = albumOfFolder({ root: '.', pathInRoot }, { ...DEFAULTS, ...rules }, substituteInTime);
  return album.ok ? album.value : album.problem.message;
}

test('a template by depth names the album', () => {
  const table: readonly (readonly [folder: string, templates: readonly string[], album: string])[] = [
    ['', ['{0}'], 'Home'],
    ['2010', ['{0}', '{1} ({0})'], '2010'],
    ['2010/Trip', ['{0}', '{1} ({0})'], 'Trip (2010)'],
    ['2010/Trip/Day 1', ['{0}', '{1} ({0})'], 'Trip (2010)'],
    ['a/b/c/d', ['{0}'], 'a'],
    ['a/b/c/d', ['{0}', '{1}-kkk-{0}'], 'b-kkk-a'],
    ['a/b/c/d', ['{0}', '{0}', '{0}', '{0}', '{1}-kkk-{0}'], 'a'],
    ['a/b/c/d', ['{0}', '{0}', '{0}', '{0}@{1}', '{1}-kkk-{0}'], 'a@b'],
    ['a/b', ['{0}{1}-kkk-{0}'], 'ab-kkk-a'],
    ['a', ['{{{0}}}'], '{a}'],
  ];
  for (const [folder, templates, album] of table)
    assert.equal(albumOf(folder, { templates }), album, `${folder} ${templates.join(' ')}`);
});

test('extract and replace work on the name that the template made, on all matches', () => {
  const table: readonly (readonly [
    folder: string,
    extract: string | undefined,
    replace: string | undefined,
    album: string,
  ])[] = [
    ['my-photo-dir', undefined, '-| ', 'my photo dir'],
    ['base-kkk-aaaa', '([a-z]*)-kkk-([a-z]*)|\\2 (\\1)', undefined, 'aaaa (base)'],
    ['base-kkk-aaaa', '([a-z]*)-kkk-([a-z]*)|$2 ($1)', undefined, 'aaaa (base)'],
    ['2010-Trip', '([0-9]+)-(.*)|\\2 (\\1)', 'Trip|Journey', 'Journey (2010)'],
    ['2010-Trip', '(?P<year>[0-9]+)-(.*)|\\g<2> (\\g<year>)', undefined, 'Trip (2010)'],
    ['a|b', undefined, 'a\\|b|c', 'c'],
    ['a.b', undefined, '\\.|\\\\', 'a\\b'],
    ['abab', undefined, 'b|', 'aa'],
    ['ab', undefined, 'x*|-', '-a-b-'],
    ['🏔 alps', undefined, '^.|', ' alps'],
  ];
  for (const [folder, extract, replace, album] of table)
    assert.equal(albumOf(folder, { extract: substitution(extract), replace: substitution(replace) }), album, folder);
});

test('a folder that cannot be named is a settings error that says why', () => {
  const table: readonly (readonly [folder: string, rules: Partial<NamingRules>, says: RegExp])[] = [
    ['a/b', { templates: ['{5}'] }, /needs \{5\}, but "a\/b" has only \{0\} to \{1\}/],
    ['a', { templates: ['{1}'] }, /needs \{1\}, but "a" has only \{0\}/],
    ['a', { templates: ['{0'] }, /has a brace/],
    ['a', { replace: substitution('a|') }, /empty album name/],
    ['a'.repeat(40) + 'b', { replace: substitution('(a+)+$|') }, /runs too long/],
  ];
  for (const [folder, rules, says] of table) assert.match(albumOf(folder, rules), says);
});

test('a substitution is checked before anything runs', () => {
  const faultOf = (text: string) => {
    const parsed = parseSubstitution(text, 'albumSync.naming.replace');
    return 'fault' in parsed ? parsed.fault : patternFault(parsed.substitution);
  };
  const table: readonly (readonly [text: string, says: RegExp | undefined])[] = [
    ['a', /no bar/],
    ['a|b|c', /more than one bar/],
    ['(a|b', /not a regular expression/],
    ['(a)|\\2', /names group 2/],
    ['(?<x>a)|\\g<y>', /names group y/],
    ['(a)|\\1', undefined],
    ['|x', undefined],
  ];
  for (const [text, says] of table) {
    const fault = faultOf(text);
    if (says) assert.match(fault === undefined ? '' : inEnglish(fault), says, text);
    else assert.equal(fault, undefined, text);
  }
});

test('an album chosen by hand wins, and a folder made for an album of the web stays that album', () => {
  const albums = new Map([
    ['2010/Trip', 'By hand'],
    ['.', 'All of it'],
  ]);
  const adopted = new Map([['Trip (2010)', 'Trip (2010)']]);
  assert.equal(albumOf('2010/Trip', { albums }), 'By hand');
  assert.equal(albumOf('2010/Trip/Day 1', { albums }), 'Trip (2010)');
  assert.equal(albumOf('', { albums }), 'All of it');
  assert.equal(albumOf('Trip (2010)/Day 1', { adopted }), 'Trip (2010)');
  assert.equal(albumOf('Trip (2010)/Day 1'), 'Day 1 (Trip (2010))');
});

function files(...paths: readonly string[]): LocalFile[] {
  const type = { kind: 'photo', mime: 'image/jpeg' } as const;
  return paths.map((path) => ({ path, root: '.', pathInRoot: path, size: 1, modifiedMs: 0, type }));
}

function named(paths: readonly string[], rules: Partial<NamingRules>) {
  const { items, collisions } = nameItems(files(...paths), { ...DEFAULTS, ...rules }, [], substituteInTime);
  return [
    ...items.map(({ album, name }) => `${album}: ${name}`),
    ...collisions.map(({ path }) => `collision: ${path}`),
  ];
}

test('an item is named from the topmost folder of its album', () => {
  assert.deepEqual(named(['a.jpg', 'Trip/b.jpg', 'Trip/Day 1/c.jpg'], { templates: ['{0}'] }), [
    'Home: a.jpg',
    'Trip: b.jpg',
    'Trip: Day 1/c.jpg',
  ]);
  assert.deepEqual(named(['x/Trip/a.jpg', 'x/Trip2/a.jpg'], { templates: ['{0}', '{1}'] }), [
    'Trip: a.jpg',
    'Trip2: a.jpg',
  ]);
});

test('of two files with one name in one album the second is a collision; NFC and NFD are one name', () => {
  assert.deepEqual(named(['x/Trip/a.jpg', 'y/Trip/a.jpg', 'y/Trip/b.jpg'], { templates: ['{0}', '{1}'] }), [
    'Trip: a.jpg',
    'Trip: b.jpg',
    'collision: y/Trip/a.jpg',
  ]);
  const twins = ['T/caf\u00e9.jpg', 'T/cafe\u0301.jpg'];
  assert.deepEqual(named(twins, {}), ['T: caf\u00e9.jpg', 'collision: T/cafe\u0301.jpg']);
});
