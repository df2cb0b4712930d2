/** Bytes as a disk gives them: each piece in the memory of the one before, so that it holds until the next one is asked for. */
export async function* diskPieces(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const memory = Buffer.alloc(Math.min(size, bytes.length));
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size);
    memory.set(piece);
    yield memory.subarray(0, piece.length);
  }
  memory.fill(0);
}
