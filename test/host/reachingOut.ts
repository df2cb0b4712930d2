import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Modules by which a program reaches the disk, the network, another process or thread. */
const MODULES = ['fs', 'fs/promises', 'child_process', 'worker_threads', 'net', 'http', 'https', 'sqlite'];

/**
 * Names of the functions of those modules that a program calls while `work` is done, by the name of the module. Only
 * calls whose stack leads through the folder `programs` count: the extension host has work of its own.
 */
export async function reachingOut(programs: string, work: () => Promise<void>): Promise<readonly string[]> {
  const load = createRequire(join(programs, 'extension.js'));
  const calls = new Set<string>();
  const undo: (() => void)[] = [];
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const note = (name: string) => {
    if (new Error().stack?.includes(programs)) calls.add(name);
  };
  const watch = (owner: Record<string, unknown>, key: string, name: string) => {
    const original = owner[key];
    if (typeof original !== 'function') return;
    owner[key] = new Proxy(original, {
      apply: (target, self, args) => (note(name), Reflect.apply(target, self, args) as unknown),
      construct: (target, args, self) => (note(name), Reflect.construct(target, args, self) as object),
    });
    undo.push(() => (owner[key] = original));
  };
  for (const name of MODULES) {
    const exported = load(`node:${name}`) as Record<string, unknown>;
    for (const key of Object.keys(exported)) watch(exported, key, `${name}.${key}`);
  }
  watch(globalThis, 'fetch', 'fetch');
  try {
    await work();
  } finally {
    for (const restore of undo) restore();
    Error.stackTraceLimit = depth;
  }
  return [...calls].sort();
}
