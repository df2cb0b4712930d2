import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { compileProgram, keepCompiled, runProgram } from '../../src/compiledProgram.ts';

/** A program that says where it is, of which what V8 has compiled is kept. */
function keptProgram(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'album-sync-compiled-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, 'beside.js'), 'module.exports = "beside";');
  const file = path.join(folder, 'program.js');
  writeFileSync(file, text('one'));
  const program = compileProgram(file);
  runProgram(program, file);
  keepCompiled(program, file);
  return file;
}

function text(word: string): string {
  return `module.exports = { say: () => ['${word}', require('./beside.js'), __filename, __dirname] };`;
}

function said(file: string) {
  const program = compileProgram(file);
  const { say } = runProgram(program, file) as { readonly say: () => readonly string[] };
  return { says: say(), isRefused: program.script.cachedDataRejected };
}

test('a program runs from what is kept of it', (t) => {
  const file = keptProgram(t);
  assert.deepEqual(said(file), { says: ['one', 'beside', file, path.dirname(file)], isRefused: false });
});

const table: readonly (readonly [what: string, change: (file: string) => void, word: string])[] = [
  ['nothing is kept', (file) => rmSync(`${file}.compiled`), 'one'],
  ['what is kept belongs to another text of the same length', (file) => writeFileSync(file, text('two')), 'two'],
  ['what is kept is damaged', (file) => changeKept(file, (kept) => kept.fill(0x55, 200)), 'one'],
  ['what is kept was cut', (file) => changeKept(file, (kept) => kept.subarray(0, 100)), 'one'],
  ['what is kept is empty', (file) => changeKept(file, () => Buffer.alloc(0)), 'one'],
];

for (const [what, change, word] of table)
  test(`a program runs from its text where ${what}`, (t) => {
    const file = keptProgram(t);
    change(file);
    // Nothing was given to V8 that it could refuse.
    assert.deepEqual(said(file), { says: [word, 'beside', file, path.dirname(file)], isRefused: undefined });
  });

function changeKept(file: string, change: (kept: Buffer) => Buffer): void {
  const kept = `${file}.compiled`;
  writeFileSync(kept, change(readFileSync(kept)));
}
