/** A field of a state and the values it may have, both included. */
export interface Field {
  readonly min: number;
  readonly max: number;
}

interface Bits {
  readonly field: number;
  readonly word: number;
  readonly shift: number;
  readonly mask: number;
  readonly min: number;
}

/** States as a few 32-bit words: each field takes as many bits as its range needs and lies in one word. */
export class Packing {
  readonly wordCount: number;
  readonly fieldCount: number;
  private readonly bits: readonly Bits[];
  private readonly fixed: readonly { readonly field: number; readonly value: number }[];

  constructor(fields: readonly Field[]) {
    const bits: Bits[] = [];
    const fixed: { field: number; value: number }[] = [];
    let word = 0;
    let shift = 0;
    for (const [field, { min, max }] of fields.entries()) {
      const width = Math.ceil(Math.log2(max - min + 1));
      if (!(width >= 0 && width <= 32)) throw new RangeError(`field ${field} from ${min} to ${max}`);
      if (width === 0) {
        fixed.push({ field, value: min });
        continue;
      }
      if (shift + width > 32) {
        word++;
        shift = 0;
      }
      bits.push({ field, word, shift, mask: (2 ** width - 1) | 0, min });
      shift += width;
    }
    this.bits = bits;
    this.fixed = fixed;
    this.fieldCount = fields.length;
    this.wordCount = word + 1;
  }

  pack(state: Int32Array, words: Int32Array): void {
    words.fill(0);
    for (const { field, word, shift, min } of this.bits) {
      words[word] = (words[word] as number) | (((state[field] as number) - min) << shift);
    }
  }

  unpack(words: Int32Array, at: number, state: Int32Array): void {
    for (const { field, word, shift, mask, min } of this.bits) {
      state[field] = (((words[at + word] as number) >>> shift) & mask) + min;
    }
    for (const { field, value } of this.fixed) state[field] = value;
  }
}
