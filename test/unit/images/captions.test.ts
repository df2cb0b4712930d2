import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseCaption, decodeText } from '../../../src/local/images/caption.ts';
import { captureDate } from '../../../src/local/images/captureDate.ts';
import { xmpText } from '../../../src/local/images/xmp.ts';

const NOW = new Date('2026-11-22T12:00:00Z');

const dates: readonly (readonly [unknown, string | undefined])[] = [
  ['2008:10:22 16:28:39', '2008-10-22T16:28:39'],
  ['2008-10-22T16:28:39', '2008-10-22T16:28:39'],
  ['2008-10-22T16:28:39.25+02:00', '2008-10-22T16:28:39'],
  ['2008-10-22', '2008-10-22T00:00:00'],
  ['2008:10:22 16:28', '2008-10-22T16:28:00'],
  ['2026:11:23 06:00:00', '2026-11-23T06:00:00'],
  ['1826:01:01 00:00:00', '1826-01-01T00:00:00'],
  ['0000:00:00 00:00:00', undefined],
  ['    :  :     :  :  ', undefined],
  ['2008:02:30 10:00:00', undefined],
  ['2008:13:01 10:00:00', undefined],
  ['2008:10:22 25:00:00', undefined],
  ['1825:12:31 23:59:59', undefined],
  ['2026:12:24 18:00:00', undefined],
  ['9999:12:31 23:59:59', undefined],
  ['NaN', undefined],
  ['', undefined],
  [undefined, undefined],
  [20081022, undefined],
];

for (const [text, expected] of dates) {
  test(`the capture date ${JSON.stringify(text)} is ${expected ?? 'unknown'}`, () => {
    assert.equal(captureDate(text, NOW), expected);
  });
}

const captions: readonly (readonly [readonly (string | undefined)[], string | undefined])[] = [
  [['At the harbour'], 'At the harbour'],
  [[undefined, '', '   ', 'At the harbour'], 'At the harbour'],
  [['First', 'Second'], 'First'],
  [['OLYMPUS DIGITAL CAMERA         ', 'At the harbour'], 'At the harbour'],
  [['SONY DSC'], undefined],
  [['Exif_JPEG_PICTURE'], undefined],
  [['SANYO DIGITAL CAMERA\u0000\u0000'], undefined],
  [['KODAK Digital Still Camera'], undefined],
  [['DCIM\\100MEDIA\\DJI_0012.JPG'], undefined],
  [['<Digimax S800 / Kenox S800>'], undefined],
  [['Created with GIMP'], undefined],
  [['default'], undefined],
  [['oznor'], undefined],
  [['???'], undefined],
  [['My new digital camera took this'], 'My new digital camera took this'],
  [['A sony dsc in the sand'], 'A sony dsc in the sand'],
  [['  padded   with blanks \u0000\u0000\u0000'], 'padded with blanks'],
  [['two\r\nlines\n\n\n\nand more'], 'two\nlines\n\nand more'],
  [['<b>bold</b> & "quoted"'], '<b>bold</b> & "quoted"'],
  [['bell\u0007 and \u202eturned'], 'bell and turned'],
  [['x'.repeat(5000)], 'x'.repeat(2000)],
  [['👍'.repeat(3000)], '👍'.repeat(2000)],
];

for (const [candidates, expected] of captions) {
  test(`of ${JSON.stringify(candidates).slice(0, 60)} the caption is ${JSON.stringify(expected)?.slice(0, 40) ?? 'none'}`, () => {
    assert.equal(chooseCaption(candidates), expected);
  });
}

test('bytes are UTF-8 where they can be, else Western', () => {
  assert.equal(decodeText(Buffer.from('Größe 東京', 'utf8')), 'Größe 東京');
  assert.equal(decodeText(Buffer.from('Größe', 'latin1')), 'Größe');
  assert.equal(decodeText(Buffer.from([0x80, 0x20, 0x93, 0x61, 0x94])), '€ “a”');
});

const packets: readonly (readonly [string, string, string | undefined])[] = [
  [
    'a list of languages',
    '<dc:description><rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt></dc:description>',
    'Harbour',
  ],
  [
    'one language',
    '<dc:description>\n<rdf:Alt><rdf:li xml:lang="de">Hafen</rdf:li></rdf:Alt></dc:description>',
    'Hafen',
  ],
  ['plain text', '<dc:description>Harbour</dc:description>', 'Harbour'],
  ['an attribute', '<rdf:Description dc:description="Harbour" x:y="z">', 'Harbour'],
  ['a quoted attribute', "<rdf:Description\ndc:description='Har\"bour'>", 'Har"bour'],
  [
    'entities',
    '<dc:description>A &amp; B &lt;3 &#228;&#xE4; &unknown; &#x110000;</dc:description>',
    'A & B <3 ää &unknown; &#x110000;',
  ],
  ['a number', '<dc:description>2024</dc:description>', '2024'],
  ['CDATA', '<dc:description><![CDATA[A & B]]></dc:description>', 'A & B'],
  ['another property', '<dc:title>Harbour</dc:title>', undefined],
  ['no end', '<dc:description><rdf:Alt><rdf:li>Harbour', undefined],
  ['nothing', '', undefined],
];

for (const [what, packet, expected] of packets) {
  test(`an XMP packet with ${what}`, () => {
    assert.equal(xmpText(packet, 'dc:description'), expected);
  });
}

test('an XMP packet that would explode in a parser is only text', () => {
  const entities = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>`;
  assert.equal(xmpText(`${entities}<dc:description>&b;</dc:description>`, 'dc:description'), '&b;');
  assert.equal(xmpText('<dc:description'.repeat(200_000), 'dc:description'), undefined);
});
