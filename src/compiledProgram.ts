import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { Script } from 'node:vm';

/** A built program, compiled and not yet run. */
export interface CompiledProgram {
  readonly script: Script;
  /** Its text, which what is kept of it belongs to. */
  readonly source: Buffer;
}

/**
 * Compiles a built program, or takes what the build has kept of it: to compile its text is half of the start of the
 * command line. For another version of Node than the one that built it nothing is kept.
 * @param file absolute path
 */
export function compileProgram(file: string): CompiledProgram {
  const source = readFileSync(file);
  const text = `(function (exports, require, module, __filename, __dirname) {${source.toString()}\n})`;
  return { source, script: new Script(text, { filename: file, cachedData: readKept(file, source) }) };
}

/** Runs a program as `require` would, and returns what it exports. */
export function runProgram({ script }: CompiledProgram, file: string): unknown {
  const module = { exports: {} as unknown };
  const main = script.runInThisContext() as (...given: readonly unknown[]) => void;
  main.call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

/** Keeps what V8 has compiled of a program so far, with the functions that have been called. Throws what the disk throws. */
export function keepCompiled({ script, source }: CompiledProgram, file: string): void {
  const code = script.createCachedData();
  writeFileSync(keptFile(file), Buffer.concat([digestOf(source, code), code]));
}

/** V8 runs what is kept of another text or is damaged as if it were right, so both are looked for here. */
function readKept(file: string, source: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(keptFile(file));
    const code = kept.subarray(DIGEST_BYTES);
    return digestOf(source, code).equals(kept.subarray(0, DIGEST_BYTES)) ? code : undefined;
  } catch {
    return undefined;
  }
}

const DIGEST_BYTES = 32;

function digestOf(source: Buffer, code: Buffer): Buffer {
  const { version, platform, arch } = process;
  return createHash('sha256').update([version, platform, arch, ''].join('\n')).update(source).update(code).digest();
}

function keptFile(file: string): string {
  return `${file}.compiled`;
}
