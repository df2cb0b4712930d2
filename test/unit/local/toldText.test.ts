import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lookTold, textBefore, toldText, unmarked } from '../../../src/local/looking/toldText.ts';

const B = 'fb.jpg/51885 1420099500.1234567890 1795816448.7533910350 5351660/';
const A = 'fa.jpg/90071992547409912 9179869184.9999999990 0.0000000010 999999999999999999/';
const WHOLE = `${B}dwithin/${A}`;

const [a, b] = [
  [90_071_992_547_409_912n, 9_179_869_184_999_999_999n, 1n, 999_999_999_999_999_999n],
  [51_885n, 1_420_099_500_123_456_789n, 1_795_816_448_753_391_035n, 5_351_660n],
] as const;

const isNoFolder = (isFolder: boolean) => !isFolder;

const TEXTS: readonly (readonly [what: string, text: string, isUnderstood: boolean])[] = [
  ['two files and a folder', WHOLE, true],
  ['nothing', '', true],
  ['a file without its numbers', 'fa.jpg/', false],
  ['all but the end', WHOLE.slice(0, -1), false],
  ['a name without an end', 'dwithin', false],
  ['numbers of which a part is missing', WHOLE.slice(0, 40), false],
  ['a date before 1970', WHOLE.replace('1420099500', '-142009950'), false],
  ['a date without fractions', WHOLE.replace('.1234567890', ''), false],
  ['a date with fewer digits', WHOLE.replace('.1234567890', '.123456780'), false],
  ['a date with more than nanoseconds', WHOLE.replace('1234567890', '1234567891'), false],
  ['a date that 64 bits do not hold', WHOLE.replace('1420099500', '99999999999'), false],
  ['a number that is missing', WHOLE.replace(' 5351660', ' '), false],
  ['an inode that 64 bits do not hold', WHOLE.replace('5351660', '1234567890123456789'), false],
];

for (const [what, text, isUnderstood] of TEXTS)
  test(`${what} is ${isUnderstood ? '' : 'not '}understood`, () => {
    assert.equal(lookTold(text, isNoFolder) !== undefined, isUnderstood);
  });

test('numbers are understood to the last digit, of what is asked for', () => {
  assert.deepEqual(lookTold(WHOLE, isNoFolder), {
    ...{ names: 'fa.jpg/fb.jpg/dwithin/', files: ['a.jpg', 'b.jpg'] },
    numbers: BigInt64Array.from([...a, ...b]),
  });
  assert.deepEqual(
    lookTold(WHOLE, (_, name) => name === 'b.jpg'),
    { names: 'fa.jpg/fb.jpg/dwithin/', files: ['b.jpg'], numbers: BigInt64Array.from(b) },
  );
});

test('kinds without a letter of their own are one kind', () => {
  const text =
    'pone/0 0.0000000000 0.0000000000 1/sother/0 0.0000000000 0.0000000000 2/lthird/0 0.0000000000 0.0000000000 3/';
  assert.equal(lookTold(text, isNoFolder)?.names, 'oone/oother/lthird/');
});

test('names are put in order as a look here does, whatever their kinds', () => {
  const numbers = '0 0.0000000000 0.0000000000 1';
  const text = `fb/${numbers}/da.b/da/lB/${numbers}/f😀/${numbers}/f\uff5e/${numbers}/`;
  assert.equal(lookTold(text, isNoFolder)?.names, 'lB/da/da.b/fb/f😀/f\uff5e/');
});

test('what may be no UTF-8 is no text', () => {
  const texts = [Buffer.from('fÉté 😀/'), Buffer.from('fa\u00ff/', 'latin1'), Buffer.from('f\ufffd/')];
  assert.deepEqual(texts.map(toldText), ['fÉté 😀/', undefined, undefined]);
});

const MARKS: readonly (readonly [what: string, told: string, names: readonly string[] | undefined])[] = [
  ['nothing', WHOLE, []],
  ['of nothing', '', []],
  ['the first file', `/${WHOLE}`, ['b.jpg']],
  ['the last file', `${B}dwithin//${A}`, ['a.jpg']],
  ['all files', `/${B}dwithin//${A}`, ['b.jpg', 'a.jpg']],
  ['files that follow each other', `/${B}/${A}`, ['b.jpg', 'a.jpg']],
  ['what is not understood', `/${B.replace('51885', '-51885')}`, undefined],
  ['nothing behind the last', `${WHOLE}/`, undefined],
];

for (const [what, told, names] of MARKS)
  test(`what is marked: ${what}`, () => {
    const found = unmarked(told);
    assert.deepEqual(
      found?.marked.map(({ name }) => name),
      names,
    );
    if (found) assert.equal(found.text, told.replaceAll('//', '/').replace(/^\//, ''));
    for (const { name, now, begin, end } of found?.marked ?? []) {
      assert.ok([A, B].includes(`f${name}/${found?.text.slice(begin, end)}/`));
      assert.deepEqual(now, [...(name === 'a.jpg' ? a : b)]);
    }
  });

test('what was told before comes out of what is told now and how the marked files looked', () => {
  const look = fc.array(fc.bigInt({ min: 0n, max: 2n ** 58n }), { minLength: 4, maxLength: 4 });
  const kind = fc.constantFrom('f', 'l', 'd', 'p');
  const entry = fc.record({ kind, was: look, is: look, isChanged: fc.boolean() });
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).filter((text) => !/[/\0\ufffd]/.test(text));
  const seconds = (ns = 0n) => `${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}0`;
  const numbers = ([size, modified, changed, inode]: readonly bigint[]) =>
    `${size} ${seconds(modified)} ${seconds(changed)} ${inode}/`;
  fc.assert(
    fc.property(fc.dictionary(name, entry, { maxKeys: 6, noNullPrototype: true }), (folder) => {
      const entries = Object.entries(folder);
      const text = (time: 'was' | 'is', mark: string) =>
        entries
          .map(([each, { isChanged, ...file }]) => {
            if (file.kind === 'd') return `d${each}/`;
            return `${isChanged ? mark : ''}${file.kind}${each}/${numbers(isChanged ? file[time] : file.was)}`;
          })
          .join('');
      const here = unmarked(text('is', '/'));
      const marked = entries.filter((each) => each[1].isChanged && each[1].kind !== 'd');
      assert.ok(here);
      assert.equal(here.text, text('is', ''));
      assert.deepEqual(
        here.marked.map(({ name: each, now }) => [each, now]),
        marked.map(([each, { is }]) => [each, is]),
      );
      const before = textBefore(
        here,
        marked.map((each) => each[1].was),
      );
      assert.equal(before, text('was', ''));
    }),
  );
});
