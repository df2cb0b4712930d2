import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReportItem } from '../../../src/engine/report.ts';
import type { Look } from '../../../src/run/lookAtFiles.ts';
import { itemTooltip } from '../../../src/workbench/tree/itemTooltip.ts';
import { words } from '../../../src/workbench/words.ts';
import { openFolder } from '../reportText.ts';

const PICTURE = new TextEncoder().encode('RIFF WEBP');
const LOOK: Look = {
  picture: PICTURE,
  dimensions: { width: 4000, height: 3000 },
  capturedAt: '2019-06-01T10:00:00',
  camera: 'Pinhole',
};

const FORUM: ReportItem = {
  album: 'Rome (Italy)',
  name: 'forum.jpg',
  path: 'Italy/Rome/forum.jpg',
  event: 'LOCAL_ONLY',
  action: 'UPLOAD_LOCAL',
  outcome: 'planned',
};

describe('The tooltip of a photo', () => {
  it('has a small picture, what would happen, and what the file tells', async () => {
    const text = await tooltip(FORUM, LOOK);
    const data = Buffer.from(PICTURE).toString('base64');
    assert.ok(text.startsWith(`![Photo](data:image/webp;base64,${data}|width=240,height=180)`), text);
    for (const part of ['forum.jpg', 'would upload', '4,000 × 3,000', 'taken Jun 1, 2019', 'Pinhole', 'changed '])
      assert.ok(text.includes(part), `${part}: ${text}`);
  });

  it('breaks a long reason between words', async () => {
    const message = 'A file has no content (0 bytes) and was not sent.';
    const text = await tooltip({ ...FORUM, outcome: 'failed', error: { code: 'E_FILE_EMPTY', message } }, LOOK, asItIs);
    assert.ok(text.includes('$(warning) A file has no content \\(0 bytes\\) and was not sent'), text);
  });

  it('says of a photo that has changed since it was compared just that', async () => {
    const change = { ...FORUM, path: 'Italy/Rome/forum.jpg', kind: 'gone' } as const;
    const subject = { kind: 'item', folder: folder(), item: FORUM, change } as const;
    const { token } = new vscode.CancellationTokenSource();
    const text = plain(await itemTooltip(subject, { words: words(), look: async () => [] }, token));
    assert.ok(text.includes('no longer there, not compared yet'), text);
    assert.ok(!text.includes('would upload'), text);
  });

  const withoutPicture: readonly [what: string, look: Look | undefined][] = [
    ['nobody can decode', {}],
    ['came too late', undefined],
    ['would be too large', { ...LOOK, picture: new Uint8Array(60_001) }],
  ];
  for (const [what, look] of withoutPicture)
    it(`has no picture that ${what}, and all the rest`, async () => {
      const text = await tooltip(FORUM, look);
      assert.ok(!text.includes('data:'), text);
      assert.ok(text.includes('would upload'), text);
    });

  it('stops looking when the pointer has gone', async () => {
    const source = new vscode.CancellationTokenSource();
    const ports = {
      words: words(),
      look: (_: unknown, signal: AbortSignal) =>
        new Promise<readonly Look[]>((resolve) => signal.addEventListener('abort', () => resolve([]))),
    };
    const text = itemTooltip({ kind: 'item', folder: folder(), item: FORUM }, ports, source.token);
    source.cancel();
    assert.ok(plain(await text).includes('would upload'));
  });

  it('takes no markup and no icon from the name of a photo or a camera', async () => {
    const name = '![x](https://example.org/x.png) [go](command:workbench.action.quit) $(flame) <b>.jpg';
    const text = await tooltip({ ...FORUM, name, album: name, path: name }, { ...LOOK, camera: name });
    assert.equal(text.match(/(?<!\\)!\[/g)?.length, 1, text);
    assert.doesNotMatch(text, /(?<!\\)\]\((?!data:)/);
    assert.doesNotMatch(text, /(?<!\\)\$\(/);
    assert.doesNotMatch(text, /<b>/);
  });
});

async function tooltip(item: ReportItem, look: Look | undefined, read = plain): Promise<string> {
  const ports = { words: words(), look: async () => (look === undefined ? [] : [look]) };
  const { token } = new vscode.CancellationTokenSource();
  const made = await itemTooltip({ kind: 'item', folder: folder(), item }, ports, token);
  assert.notEqual(made.isTrusted, true);
  return read(made);
}

function asItIs({ value }: vscode.MarkdownString): string {
  return value;
}

/** Without what the editor writes so that blanks stay blanks. */
function plain({ value }: vscode.MarkdownString): string {
  return value.replaceAll('&nbsp;', ' ').replaceAll('\\.', '.').replaceAll('\\-', '-');
}

function folder() {
  const uri = openFolder();
  return { key: uri.toString(), name: 'My Photos', path: uri.fsPath };
}
