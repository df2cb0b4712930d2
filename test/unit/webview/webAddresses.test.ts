import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { piecesOf, withoutAddresses } from '../../../src/webview/webAddresses.ts';

describe('web addresses in a message', () => {
  const cases: readonly [message: string, pieces: string, without: string][] = [
    ['The disk is full.', 'The disk is full.', 'The disk is full.'],
    [
      'a.jpg (https://photos.google.com/lr/photo/AF1), b (2).jpg (https://photos.google.com/lr/photo/AF2). The service…',
      'a.jpg (|<https://photos.google.com/lr/photo/AF1>|), b (2).jpg (|<https://photos.google.com/lr/photo/AF2>|). The service…',
      'a.jpg, b (2).jpg. The service…',
    ],
    ['http://[: strange.', 'http://[:| strange.', 'http://[: strange.'],
    ['javascript:alert(1) (file:///a)', 'javascript:alert(1) (file:///a)', 'javascript:alert(1) (file:///a)'],
    ['<a href="https://a.b/c">', '<a href="|<https://a.b/c>|">', '<a href="https://a.b/c">'],
  ];
  for (const [message, pieces, without] of cases) {
    it(message, () => {
      const marked = piecesOf(message).map(({ kind, text }) => (kind === 'address' ? `<${text}>` : text));
      assert.equal(marked.join('|'), pieces);
      assert.equal(withoutAddresses(message), without);
    });
  }
});
