import type { Chain } from './chain.js';
import { DegreeQueue } from './degree-queue.js';
import { denseStationary } from './gth.js';

const DENSE_BELOW = 48;
const DENSE_FILL = 0.35;

/**
 * Stationary weights of an irreducible chain by sparse elimination: states are censored out one by one, cheapest first
 * (Markowitz: predecessors times successors), with the subtraction-free step of `denseStationary`; what is left when it
 * has filled up is solved densely. Every weight keeps its relative accuracy. Weights are relative to one another.
 *
 * `workLimit` bounds the multiplications (about 1e9 in a few seconds). Returns undefined when they do not suffice.
 */
export function eliminatedStationary(chain: Chain, workLimit: number): Float64Array | undefined {
  return new Elimination(chain).run(workLimit);
}

class Elimination {
  private readonly stateCount: number;
  private readonly rows: Int32Array[] = [];
  private readonly rates: Float64Array[] = [];
  private readonly rowSize: Int32Array;
  /** Who goes to a state; those eliminated since are left in and skipped. */
  private readonly columns: Int32Array[] = [];
  private readonly columnSize: Int32Array;
  private readonly inCount: Int32Array;
  private readonly alive: Uint8Array;
  private readonly queue: DegreeQueue;
  private readonly slot: Int32Array;
  private readonly order: Int32Array;
  private readonly sources: Int32Array[] = [];
  private readonly factors: Float64Array[] = [];
  private entryCount = 0;
  private work = 0;

  constructor(chain: Chain) {
    const n = chain.stateCount;
    this.stateCount = n;
    this.rowSize = new Int32Array(n);
    this.columnSize = new Int32Array(n);
    this.inCount = new Int32Array(n);
    this.alive = new Uint8Array(n).fill(1);
    this.queue = new DegreeQueue(n);
    this.slot = new Int32Array(n);
    this.order = new Int32Array(n);
    this.entryCount = chain.target.length;
    for (const j of chain.target) this.inCount[j] = (this.inCount[j] as number) + 1;
    for (let i = 0; i < n; i++) this.columns.push(new Int32Array(this.inCount[i] as number));
    for (let i = 0; i < n; i++) {
      const first = chain.rowStart[i] as number;
      const last = chain.rowStart[i + 1] as number;
      this.rows.push(chain.target.slice(first, last));
      this.rates.push(chain.rate.slice(first, last));
      this.rowSize[i] = last - first;
      for (let p = first; p < last; p++) this.appendSource(chain.target[p] as number, i);
    }
    for (let i = 0; i < n; i++) this.queue.put(i, this.price(i));
  }

  run(workLimit: number): Float64Array | undefined {
    let left = this.stateCount;
    let done = 0;
    while (left > DENSE_BELOW && this.entryCount < DENSE_FILL * left * left) {
      if (this.work > workLimit) return undefined;
      const state = this.queue.take();
      if (state === undefined) break;
      this.eliminate(state);
      this.order[done++] = state;
      left--;
    }
    if (this.work + (left * left * left) / 3 > workLimit) return undefined;
    const weight = this.solveRest(left);
    while (done > 0) {
      const state = this.order[--done] as number;
      const source = this.sources[state] as Int32Array;
      const factor = this.factors[state] as Float64Array;
      let sum = 0;
      for (let p = 0; p < source.length; p++) sum += (weight[source[p] as number] as number) * (factor[p] as number);
      weight[state] = sum;
    }
    return weight;
  }

  private price(state: number): number {
    return (this.inCount[state] as number) * (this.rowSize[state] as number);
  }

  private appendSource(to: number, from: number): void {
    const size = this.columnSize[to] as number;
    let column = this.columns[to] as Int32Array;
    if (size === column.length) {
      const grown = new Int32Array(size * 2 + 4);
      grown.set(column);
      this.columns[to] = grown;
      column = grown;
    }
    column[size] = from;
    this.columnSize[to] = size + 1;
  }

  private eliminate(state: number): void {
    const row = (this.rows[state] as Int32Array).subarray(0, this.rowSize[state] as number);
    const rate = this.rates[state] as Float64Array;
    let exit = 0;
    for (let p = 0; p < row.length; p++) exit += rate[p] as number;
    if (!(exit > 0)) throw new RangeError(`state ${state} cannot be left: the chain is not irreducible`);
    const column = (this.columns[state] as Int32Array).subarray(0, this.columnSize[state] as number);
    const source = column.filter((i) => this.alive[i] !== 0);
    const factor = new Float64Array(source.length);
    this.alive[state] = 0;
    this.entryCount -= row.length;
    for (const j of row) this.inCount[j] = (this.inCount[j] as number) - 1;
    for (let p = 0; p < source.length; p++) factor[p] = this.bypass(source[p] as number, state, row, rate, exit);
    this.sources[state] = source;
    this.factors[state] = factor;
    for (const i of source) this.queue.put(i, this.price(i));
    for (const j of row) this.queue.put(j, this.price(j));
    this.rows[state] = source;
    this.rates[state] = factor;
    this.columns[state] = source;
  }

  /** Sends what i sends to `state` straight on to where it goes from there; returns what i sent, over `exit`. */
  private bypass(i: number, state: number, row: Int32Array, rate: Float64Array, exit: number): number {
    const slot = this.slot;
    let size = this.rowSize[i] as number;
    let ownRow = this.rows[i] as Int32Array;
    let ownRate = this.rates[i] as Float64Array;
    if (ownRow.length < size + row.length) {
      const capacity = size + row.length + (size >> 1);
      const grownRow = new Int32Array(capacity);
      const grownRate = new Float64Array(capacity);
      grownRow.set(ownRow.subarray(0, size));
      grownRate.set(ownRate.subarray(0, size));
      this.rows[i] = grownRow;
      this.rates[i] = grownRate;
      ownRow = grownRow;
      ownRate = grownRate;
    }
    for (let p = 0; p < size; p++) slot[ownRow[p] as number] = p + 1;
    const at = (slot[state] as number) - 1;
    const factor = (ownRate[at] as number) / exit;
    size--;
    const last = ownRow[size] as number;
    ownRow[at] = last;
    ownRate[at] = ownRate[size] as number;
    slot[last] = at + 1;
    slot[state] = 0;
    for (let p = 0; p < row.length; p++) {
      const j = row[p] as number;
      if (j === i) continue;
      const known = slot[j] as number;
      if (known > 0) {
        ownRate[known - 1] = (ownRate[known - 1] as number) + factor * (rate[p] as number);
      } else {
        ownRow[size] = j;
        ownRate[size] = factor * (rate[p] as number);
        size++;
        this.appendSource(j, i);
        this.inCount[j] = (this.inCount[j] as number) + 1;
      }
    }
    for (let p = 0; p < size; p++) slot[ownRow[p] as number] = 0;
    this.entryCount += size - (this.rowSize[i] as number);
    this.rowSize[i] = size;
    this.work += 2 * size + row.length;
    return factor;
  }

  private solveRest(left: number): Float64Array {
    const states = new Int32Array(left);
    const local = new Int32Array(this.stateCount);
    let n = 0;
    for (let i = 0; i < this.stateCount; i++) {
      if (this.alive[i] === 0) continue;
      local[i] = n;
      states[n++] = i;
    }
    const rates = new Float64Array(n * n);
    for (let r = 0; r < n; r++) {
      const i = states[r] as number;
      const row = this.rows[i] as Int32Array;
      const rate = this.rates[i] as Float64Array;
      for (let p = 0; p < (this.rowSize[i] as number); p++) {
        rates[r * n + (local[row[p] as number] as number)] = rate[p] as number;
      }
    }
    const solved = denseStationary(rates, n);
    const weight = new Float64Array(this.stateCount);
    for (let r = 0; r < n; r++) weight[states[r] as number] = solved[r] as number;
    return weight;
  }
}
