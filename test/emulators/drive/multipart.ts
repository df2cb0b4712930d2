/** The two parts of a `multipart/related` body: what the file is to be, and its bytes. */
export interface RelatedParts {
  readonly metadata: string;
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
}

/** Reads the two parts (RFC 2387); undefined for anything else. */
export function readRelated(contentType: string, body: Buffer): RelatedParts | undefined {
  const [, quoted, bare] = /^multipart\/related\s*;.*?\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  // Google's Python client ends its lines with a line feed only, and Drive takes it.
  const line = body.indexOf('\r\n') === body.indexOf('\n') - 1 ? '\r\n' : '\n';
  const parts = split(body, Buffer.from(`--${boundary}`), Buffer.from(line));
  // What is before the first boundary is a preamble, and the last one ends in two more dashes.
  const isWhole = parts.length === 4 && parts[3]?.subarray(0, 2).toString('latin1') === '--';
  const [first, second] = parts.slice(1, 3).map((part) => readPart(part, `${line}${line}`));
  if (!isWhole || !first || !second || !/^application\/json\b/i.test(first.contentType ?? '')) return undefined;
  if (second.encoding !== undefined && second.encoding !== 'binary' && second.encoding !== 'base64') return undefined;
  const bytes = second.encoding === 'base64' ? Buffer.from(second.body.toString('latin1'), 'base64') : second.body;
  return { metadata: first.body.toString('utf8'), bytes, contentType: second.contentType };
}

function readPart(part: Buffer, gap: string) {
  const end = part.indexOf(gap);
  if (end < 0) return undefined;
  const head = part.subarray(0, end).toString('latin1');
  const header = (name: string) => new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*$`, 'im').exec(head)?.[1];
  return {
    contentType: header('content-type'),
    encoding: header('content-transfer-encoding')?.toLowerCase(),
    body: part.subarray(end + gap.length),
  };
}

function split(bytes: Buffer, boundary: Buffer, line: Buffer): Buffer[] {
  const separator = Buffer.concat([line, boundary]);
  // The first boundary may have no line break before it.
  const isFirst = bytes.subarray(0, boundary.length).equals(boundary);
  const parts: Buffer[] = isFirst ? [Buffer.alloc(0)] : [];
  let from = isFirst ? boundary.length : 0;
  for (let at = find(bytes, separator, 0); at >= 0; at = find(bytes, separator, from)) {
    parts.push(bytes.subarray(from, at));
    from = at + separator.length;
  }
  return [...parts, bytes.subarray(from)];
}

/** A few bytes are found many times as fast as more of them, and stand in photos seldom. */
const SOUGHT = 4;

function find(bytes: Buffer, separator: Buffer, from: number): number {
  const beginning = separator.subarray(0, SOUGHT);
  let at = bytes.indexOf(beginning, from);
  while (at >= 0 && !bytes.subarray(at, at + separator.length).equals(separator)) at = bytes.indexOf(beginning, at + 1);
  return at;
}
