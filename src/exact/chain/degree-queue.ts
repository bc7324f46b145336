const BUCKETS_PER_OCTAVE = 4;
const BUCKET_COUNT = 64 * BUCKETS_PER_OCTAVE;

/** States by the price of eliminating them, rounded to a quarter of an octave: a bucket queue with constant-time moves. */
export class DegreeQueue {
  private readonly first = new Int32Array(BUCKET_COUNT).fill(-1);
  private readonly bucketOf: Int32Array;
  private readonly after: Int32Array;
  private readonly before: Int32Array;
  private lowest = 0;

  constructor(stateCount: number) {
    this.bucketOf = new Int32Array(stateCount).fill(-1);
    this.after = new Int32Array(stateCount).fill(-1);
    this.before = new Int32Array(stateCount).fill(-1);
  }

  /** Puts the state where `price` >= 0 belongs, taking it from where it was. */
  put(state: number, price: number): void {
    const bucket = Math.floor(BUCKETS_PER_OCTAVE * Math.log2(price + 1));
    if (this.bucketOf[state] === bucket) return;
    this.remove(state);
    const head = this.first[bucket] as number;
    this.after[state] = head;
    this.before[state] = -1;
    if (head >= 0) this.before[head] = state;
    this.first[bucket] = state;
    this.bucketOf[state] = bucket;
    if (bucket < this.lowest) this.lowest = bucket;
  }

  remove(state: number): void {
    const bucket = this.bucketOf[state] as number;
    if (bucket < 0) return;
    const before = this.before[state] as number;
    const after = this.after[state] as number;
    if (before >= 0) this.after[before] = after;
    else this.first[bucket] = after;
    if (after >= 0) this.before[after] = before;
    this.bucketOf[state] = -1;
  }

  /** Takes a cheapest state out; undefined when empty. */
  take(): number | undefined {
    while (this.lowest < BUCKET_COUNT) {
      const state = this.first[this.lowest] as number;
      if (state >= 0) {
        this.remove(state);
        return state;
      }
      this.lowest++;
    }
    return undefined;
  }
}
