const GPS_DIRECTORY = 0x8825;

/** A photo without the place where it was taken; the rest of its EXIF and its pixels stay as they are. */
export function withoutGps(photo: Buffer): Buffer {
  const marker = photo.indexOf('Exif\0\0', 0, 'latin1');
  if (marker < 0) return photo;
  const bytes = Buffer.from(photo);
  const tiff = bytes.subarray(marker + 6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  try {
    const directory = u32(4);
    const count = u16(directory);
    const entries = Array.from({ length: count }, (_, index) => directory + 2 + index * 12);
    const at = entries.find((entry) => u16(entry) === GPS_DIRECTORY);
    if (at === undefined) return photo;
    const gps = u32(at + 8);
    blankDirectory(gps);
    // The entry is overwritten by those behind it, and the offset of the next directory moves up with them.
    const end = directory + 2 + count * 12 + 4;
    tiff.copy(tiff, at, at + 12, end);
    tiff.fill(0, end - 12, end);
    writeCount(directory, count - 1);
    return bytes;
  } catch (error) {
    // Offsets that lead out of the file: such EXIF tells nobody a place.
    if (error instanceof RangeError) return photo;
    throw error;
  }

  function blankDirectory(gps: number): void {
    const end = gps + 2 + u16(gps) * 12 + 4;
    for (let entry = gps + 2; entry < end - 4; entry += 12) {
      const size = (TYPE_SIZES[u16(entry + 2)] ?? 1) * u32(entry + 4);
      if (size > 4) tiff.fill(0, u32(entry + 8), u32(entry + 8) + size);
    }
    tiff.fill(0, gps, end);
  }

  function writeCount(directory: number, count: number): void {
    if (isLittle) tiff.writeUInt16LE(count, directory);
    else tiff.writeUInt16BE(count, directory);
  }
}

/** Bytes of one value, by the number of its type. */
const TYPE_SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
