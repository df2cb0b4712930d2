import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem } from '../../../src/engine/errors.ts';
import type { Problem } from '../../../src/engine/model.ts';
import { phrase } from '../../../src/engine/phrase.ts';
import { formatOf, reportFile, type ReportFormat } from '../../../src/run/reportFormats.ts';
import { reportFileWords } from '../../../src/workbench/report/reportFileWords.ts';
import { reportHtml } from '../../../src/workbench/report/reportHtml.ts';
import { english } from '../webview/englishWords.ts';
import { itemsOf, reportOf } from '../webview/reportLiteral.ts';
import { inFolder, mergeReports, type SyncReport } from '../../../src/engine/report.ts';

const empty = problem('E_FILE_EMPTY', phrase`"${'b.jpg'}"`);
const sent = reportOf(
  `Rome/a.jpg LOCAL_ONLY:new UPLOAD_LOCAL done
   Rome/b.jpg LOCAL_ONLY:new UPLOAD_LOCAL failed`,
  { kind: 'sync' },
);
const sentIn = (reason: Problem): SyncReport => ({
  ...sent,
  items: sent.items.map((item) => (item.outcome === 'failed' ? { ...item, error: reason } : item)),
  problems: [reason],
});
const report = sentIn({ ...empty, message: '„b.jpg“. Leer.' });

/** As the editor saves it. */
function reportText(saved: SyncReport, format: ReportFormat): string {
  return reportFile(saved, format, reportFileWords(saved, english));
}

describe('an exported report', () => {
  it('as JSON is the report, in English for programs', () => {
    const { code, message } = empty;
    assert.deepEqual(JSON.parse(reportText(report, 'json')), sentIn({ code, message }));
  });

  it('as CSV has a line for each item, quoted where it must be', () => {
    assert.equal(
      reportText(report, 'csv'),
      [
        '\uFEFFalbum,name,path,event,detail,action,outcome,code,reason',
        'Rome,a.jpg,Rome/a.jpg,LOCAL_ONLY,new,UPLOAD_LOCAL,done,,',
        'Rome,b.jpg,Rome/b.jpg,LOCAL_ONLY,new,UPLOAD_LOCAL,failed,E_FILE_EMPTY,"""b.jpg"". A file has no content (0 bytes) and was not sent. Restore it from a backup or delete it."',
        '',
      ].join('\r\n'),
    );
  });

  it('as Markdown is a page with a table for each album', () => {
    assert.equal(
      reportText(report, 'md'),
      `# Album Sync: Sync

gallery · upload · 2026-11-22T10:00:00.000Z – 2026-11-22T10:00:04.000Z

1 failed · 1 uploaded

## Problems

- „b.jpg“. Leer. (\`E_FILE_EMPTY\`)

## Rome

| Name | Event | Action | Reason |
|---|---|---|---|
| a.jpg | LOCAL\\_ONLY \\(new\\) | uploaded |  |
| b.jpg | LOCAL\\_ONLY \\(new\\) | upload: failed | „b.jpg“. Leer. |
`,
    );
  });

  it('of several workspace folders names the folder of each item and album', () => {
    const [family, travel] = (['Family', 'Travel'] as const).map((folder) =>
      inFolder(reportOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done', { kind: 'sync' }), folder),
    );
    const both = mergeReports([family ?? assert.fail(), travel ?? assert.fail()]);
    const text = (format: ReportFormat): string => reportText(both, format);
    assert.equal(
      text('csv'),
      [
        '\uFEFFfolder,album,name,path,event,detail,action,outcome,code,reason',
        'Family,Rome,a.jpg,Rome/a.jpg,LOCAL_ONLY,,UPLOAD_LOCAL,done,,',
        'Travel,Rome,a.jpg,Rome/a.jpg,LOCAL_ONLY,,UPLOAD_LOCAL,done,,',
        '',
      ].join('\r\n'),
    );
    const headings = text('md').match(/^## .*/gm);
    assert.deepEqual(headings, ['## Family: Rome', '## Travel: Rome']);
    const { albums, items } = JSON.parse(text('json')) as SyncReport;
    assert.deepEqual(
      [...albums, ...items].map(({ folder }) => folder),
      ['Family', 'Travel', 'Family', 'Travel'],
    );
  });

  it('tells what became of photos that a service only takes out of their albums', () => {
    const removed = reportOf('@Rome/a.jpg REMOTE_ONLY DELETE_REMOTE done', { kind: 'sync' });
    const text = reportText({ ...removed, terms: { remove: 'fromAlbumOnly' } }, 'md');
    assert.match(text, /\| taken out of the album \|/);
  });
});

describe('a name in an exported report', () => {
  const cases: readonly [what: string, name: string, csv: string, md: string][] = [
    ['like a formula', '=1+1', "'=1+1", '=1\\+1'],
    ['that adds', '+1', "'+1", '\\+1'],
    ['that subtracts', '-2', "'-2", '\\-2'],
    ['that calls somebody', '@SUM(A1)', "'@SUM(A1)", '\\@SUM\\(A1\\)'],
    ['with a space before a formula', ' =1', "' =1", ' =1'],
    ['with a full-width formula', '＝1', "'＝1", '＝1'],
    ['with a tab', '\tx', "'\tx", '\tx'],
    ['with lines', 'a\r\nb\u2028c', '"a\r\nb\u2028c"', 'a b c'],
    ['with a quote and a comma', 'a","b', '"a"",""b"', 'a","b'],
    ['with markup', '<b>|`[x](y)', '<b>|`[x](y)', '\\<b\\>\\|\\`\\[x\\]\\(y\\)'],
  ];
  const [item] = itemsOf('Rome/a.jpg LOCAL_ONLY UPLOAD_LOCAL done');
  for (const [what, name, csv, md] of cases)
    it(`${what} is text`, () => {
      assert.ok(item);
      const hostile = { ...report, problems: [], items: [{ ...item, name, path: 'a.jpg' }] };
      const [, line] = reportText(hostile, 'csv').split(/\r\n(?=Rome,)/);
      assert.equal(line, `Rome,${csv},a.jpg,LOCAL_ONLY,,UPLOAD_LOCAL,done,,\r\n`);
      const row = reportText(hostile, 'md').trimEnd().split('\n').at(-1);
      assert.equal(row, `| ${md} | LOCAL\\_ONLY | uploaded |  |`);
    });
});

describe('the format of a file', () => {
  const cases = [
    ['/a/report.json', 'json'],
    ['/a/report.MD', 'md'],
    ['/a/report.csv', 'csv'],
    ['/a/report.txt', undefined],
  ] as const;
  for (const [path, format] of cases) it(`${path}: ${String(format)}`, () => assert.equal(formatOf(path), format));
});

describe('the page of the panel', () => {
  it('runs its own script and nothing else, and loads nothing from elsewhere', () => {
    const files = { script: 'vscode://dist/page.js', styles: ['vscode://media/a.css'], source: 'vscode://' };
    const html = reportHtml(files, { nonce: 'once', language: 'en' });
    assert.match(
      html,
      /content="default-src 'none'; script-src 'nonce-once'; style-src vscode:\/\/; font-src vscode:\/\/; img-src blob:"/,
    );
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="once" src="vscode://dist/page.js">']);
    assert.doesNotMatch(html, / on\w+=|style="/);
  });
});
