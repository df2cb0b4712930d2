import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import type { LogEntry } from './requestLog.ts';
import type { Answer } from './route.ts';

/** Sends an answer, or what a fault makes of it, and notes status and bytes in the log. */
export async function sendAnswer(
  response: ServerResponse,
  entry: LogEntry,
  answer: Answer,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === 'held') await fault.until;
  if (fault?.kind === 'slow') await wait(fault.ms);
  const { status, headers = {}, body = '' } = changed(answer, fault);
  const cutAfter = fault?.kind === 'answerCut' ? fault.afterBytes : Infinity;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const isWhole = bytes instanceof Uint8Array;
  entry.status = status;
  response.writeHead(status, {
    ...headers,
    ...(isWhole && !hasLength(headers) && status !== 204 ? { 'Content-Length': String(bytes.length) } : {}),
  });
  for await (const chunk of isWhole ? [bytes] : bytes) {
    const taken = chunk.subarray(0, cutAfter - entry.answerBytes);
    entry.answerBytes += taken.length;
    if (response.destroyed) return;
    if (taken.length > 0 && !response.write(taken))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (entry.answerBytes >= cutAfter) {
      // What was written has to leave before the cut, or the client sees nothing at all.
      await new Promise((resolve) => response.write('', resolve));
      response.socket?.destroy();
      return;
    }
  }
  response.end();
}

function hasLength(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'content-length');
}

function changed(answer: Answer, fault: Fault | undefined): Answer {
  if (fault?.kind === 'huge')
    return { status: 200, headers: { 'Content-Type': fault.contentType }, body: blanks(fault.bytes) };
  if (fault?.kind === 'truncated' && typeof answer.body === 'string')
    return { ...answer, body: answer.body.slice(0, fault.toBytes) };
  if (fault?.kind === 'changedJson' && typeof answer.body === 'string')
    return { ...answer, body: JSON.stringify(fault.change(JSON.parse(answer.body) as unknown)) };
  return answer;
}

async function* blanks(total: number): AsyncGenerator<Uint8Array> {
  const block = Buffer.alloc(65_536, ' ');
  for (let left = total; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block;
}
