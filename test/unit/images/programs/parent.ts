/* A parent with a pool, which says the process id of its child and then waits to be killed. */
import { createChildPool } from '../../../../src/local/images/childPool.ts';

const pool = createChildPool<{ act: string; text: string }, string>({
  modulePath: process.argv[2] ?? '',
  size: 1,
  timeoutMs: 60_000,
});
const { signal } = new AbortController();
const first = await pool.run({ act: 'answer', text: 'child' }, signal);
console.log(first.kind === 'answered' ? first.answer : first.kind);
await pool.run({ act: 'forget', text: '' }, signal);
