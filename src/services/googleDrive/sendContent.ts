import type { Result } from '../../engine/result.ts';
import type { Drive } from './drive.ts';
import { RESUMABLE_FROM } from './limits.ts';
import { placeOf, taken, toldOf } from './sending.ts';
import type { Sending } from './sending.ts';
import { sendLong } from './sendLong.ts';
import type { WireFile } from './wire.ts';

/** Sends a file; undefined when a look at the file will tell, because its id is taken or an earlier run has sent it. */
export function sendContent(
  drive: Pick<Drive, 'client' | 'sessions' | 'memory'>,
  sending: Sending,
): Promise<Result<WireFile | undefined>> {
  return sending.content.size < RESUMABLE_FROM ? sendAtOnce(drive, sending) : sendLong(drive, sending);
}

async function sendAtOnce(
  { client, memory }: Pick<Drive, 'client' | 'memory'>,
  sending: Sending,
): Promise<Result<WireFile | undefined>> {
  const { mime, content, signal } = sending;
  const bytes = memory.borrow(content.size);
  const read = await content.readInto(bytes, signal);
  if (!read.ok) return read;
  const boundary = 'album-sync-5c2f0e61a7';
  const told = JSON.stringify(toldOf(sending));
  const head = `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${told}\r\n`;
  const start = Buffer.from(`${head}--${boundary}\r\nContent-Type: ${mime}\r\n\r\n`);
  const parts = [start, bytes, Buffer.from(`\r\n--${boundary}--\r\n`)];
  const reply = await client.reply(
    {
      ...placeOf(sending, 'multipart'),
      body: { kind: 'memory', type: `multipart/related; boundary=${boundary}`, parts },
    },
    signal,
  );
  if (!reply.ok) return reply;
  const file = await taken(reply.value, content.name);
  // Of what was refused, a part may still wait in the socket.
  if (file.ok && file.value) memory.giveBack(bytes);
  return file;
}
