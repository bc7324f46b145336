/** Numbers the states that were met, in the order of meeting: an open-addressed table over packed words. */
export class StateIndex {
  count = 0;
  private words: Int32Array;
  private table: Int32Array;

  constructor(private readonly wordCount: number) {
    this.words = new Int32Array(1024 * wordCount);
    this.table = new Int32Array(2048);
  }

  /** The words of all states, one after another. */
  get packed(): Int32Array {
    return this.words;
  }

  /** The number of the state, a new one when it was not met before. */
  number(state: Int32Array): number {
    const mask = this.table.length - 1;
    for (let slot = hash(state, 0, this.wordCount) & mask; ; slot = (slot + 1) & mask) {
      const known = (this.table[slot] as number) - 1;
      if (known < 0) return this.add(state, slot);
      if (this.same(state, known)) return known;
    }
  }

  private same(state: Int32Array, known: number): boolean {
    const at = known * this.wordCount;
    for (let w = 0; w < this.wordCount; w++) if (state[w] !== this.words[at + w]) return false;
    return true;
  }

  private add(state: Int32Array, slot: number): number {
    const at = this.count * this.wordCount;
    if (at + this.wordCount > this.words.length) {
      const words = new Int32Array(this.words.length * 2);
      words.set(this.words);
      this.words = words;
    }
    this.words.set(state.subarray(0, this.wordCount), at);
    this.count++;
    this.table[slot] = this.count;
    if (this.count * 2 > this.table.length) this.rehash();
    return this.count - 1;
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let state = 0; state < this.count; state++) {
      let slot = hash(this.words, state * this.wordCount, this.wordCount) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = state + 1;
    }
  }
}

/** Multiply and mix, word by word, with the constants of MurmurHash3 (Appleby 2011). */
function hash(words: Int32Array, at: number, count: number): number {
  let h = 0;
  for (let w = 0; w < count; w++) {
    let k = Math.imul(words[at + w] as number, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
