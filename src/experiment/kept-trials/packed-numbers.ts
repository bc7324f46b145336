const bytesPerNumber = 8;

/** Numbers as text that goes through JSON and comes back as the same bits: base64 of little-endian doubles. */
export function packedNumbers(values: Float64Array): string {
  const bytes = Buffer.allocUnsafe(values.length * bytesPerNumber);
  values.forEach((value, index) => {
    bytes.writeDoubleLE(value, index * bytesPerNumber);
  });
  return bytes.toString('base64');
}

export function unpackedNumbers(text: string): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  return Float64Array.from({ length: bytes.length / bytesPerNumber }, (_, index) =>
    bytes.readDoubleLE(index * bytesPerNumber),
  );
}
