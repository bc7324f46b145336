import { mark } from './marks.js';

/** Bits as words of 32, by the number of the word. */
export function words(bits: readonly number[]): (readonly [number, number])[] {
  const masks = new Map<number, number>();
  for (const bit of [...bits].sort((a, b) => a - b)) masks.set(bit >> 5, (masks.get(bit >> 5) ?? 0) | (1 << bit));
  return [...masks];
}

/** Statements that set bits. */
export function dueBits(name: string, bits: readonly number[]): string[] {
  return words(bits).map(([word, mask]) => `${name}[${mark(word)}] |= ${mark(mask)};`);
}

/** Words that hold so many bits. */
export const wordsFor = (bits: number): number => Math.max(1, Math.ceil(bits / 32));
