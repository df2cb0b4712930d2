const IMAGE_DESCRIPTION = 0x010e;
const ASCII = 2;

/** The bytes of ImageDescription in an EXIF block that starts with its TIFF header; undefined when there is none. */
export function imageDescription(tiff: Uint8Array): Uint8Array | undefined {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const little = view.getUint16(0) === 0x4949;
    const directory = view.getUint32(4, little);
    const entries = view.getUint16(directory, little);
    for (let index = 0; index < entries; index++) {
      const entry = directory + 2 + index * 12;
      if (view.getUint16(entry, little) !== IMAGE_DESCRIPTION || view.getUint16(entry + 2, little) !== ASCII) continue;
      const length = view.getUint32(entry + 4, little);
      const start = length > 4 ? view.getUint32(entry + 8, little) : entry + 8;
      return start + length <= tiff.byteLength ? tiff.subarray(start, start + length) : undefined;
    }
    return undefined;
  } catch (error) {
    // Reading past the end of the block: it is damaged, and then there is no description.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
