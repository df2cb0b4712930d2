import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesTold, lookTold, toldText } from '../../../src/local/looking/toldText.ts';

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

const C = WHOLE.replace('51885', '51886');

const CHANGES: readonly (readonly [
  what: string,
  before: string,
  now: string,
  changed: readonly string[] | undefined,
])[] = [
  ['nothing', WHOLE, WHOLE, []],
  ['the look of a file', WHOLE, C, ['b.jpg']],
  ['the looks of two', WHOLE, C.replace('.9999999990', '.9999999980'), ['b.jpg', 'a.jpg']],
  ['a file that came', WHOLE, `${WHOLE}${B.replace('b.jpg', 'c.jpg')}`, undefined],
  ['a file that went', WHOLE, `dwithin/${A}`, undefined],
  ['the name of a file', WHOLE, WHOLE.replace('b.jpg', 'c.jpg'), undefined],
  ['the name of a folder', WHOLE, WHOLE.replace('within', 'without'), undefined],
  ['the kind of a file', WHOLE, WHOLE.replace('fb.jpg', 'lb.jpg'), undefined],
  ['a file that became a folder beside one that came', WHOLE, `db.jpg/dwithin/${A}`, undefined],
  ['the order of files', WHOLE, `${A}dwithin/${B}`, undefined],
  ['what has no end', WHOLE, WHOLE.slice(0, -1), undefined],
  ['what had no end', WHOLE.slice(0, -1), WHOLE, undefined],
  ['a look that is not understood', WHOLE, WHOLE.replace('51885', '-51885'), undefined],
  ['a look that was not understood', WHOLE.replace('51885', '-51885'), WHOLE, undefined],
];

for (const [what, before, now, changed] of CHANGES)
  test(`changes that are told: ${what}`, () => {
    assert.deepEqual(
      changesTold(before, now)?.map(({ name }) => name),
      changed,
    );
  });

test('a change is told with the numbers of before and now', () => {
  assert.deepEqual(changesTold(WHOLE, C), [{ name: 'b.jpg', before: [...b], now: [51_886n, ...b.slice(1)] }]);
});

test('changes are those that show when both texts are understood', () => {
  const look = fc.record({ size: fc.nat(3), seconds: fc.nat(3), nanoseconds: fc.nat(3), inode: fc.nat(3) });
  const entry = fc.record({ kind: fc.constantFrom('f', 'l', 'd', 'p'), was: look, is: look });
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }).filter((text) => !/[/\0\ufffd]/.test(text));
  fc.assert(
    fc.property(fc.dictionary(name, entry, { maxKeys: 6, noNullPrototype: true }), (folder) => {
      const text = (time: 'was' | 'is') =>
        Object.entries(folder)
          .map(
            ([
              each,
              {
                kind,
                [time]: { size, seconds, nanoseconds, inode },
              },
            ]) =>
              kind === 'd'
                ? `d${each}/`
                : `${kind}${each}/${size} ${seconds}.00000000${nanoseconds}0 7.0000000000 ${inode}/`,
          )
          .join('');
      const [before, now] = [lookTold(text('was'), isNoFolder), lookTold(text('is'), isNoFolder)];
      const changes = changesTold(text('was'), text('is'));
      assert.ok(before && now && changes);
      const row = ({ numbers }: typeof now, index: number) => [...numbers.subarray(4 * index, 4 * index + 4)];
      const different = now.files.flatMap((each, index) =>
        `${row(before, index).join(' ')}` === `${row(now, index).join(' ')}`
          ? []
          : [{ name: each, before: row(before, index), now: row(now, index) }],
      );
      const inOrder = changes.toSorted((one, other) => (one.name < other.name ? -1 : 1));
      assert.deepEqual(inOrder, different);
    }),
  );
});
