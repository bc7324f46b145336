/**
 * A continuous-time Markov chain as data: the off-diagonal rates of its generator in compressed rows. State i goes to
 * `target[p]` at `rate[p]` > 0 for p in `rowStart[i]` .. `rowStart[i + 1] - 1`; no target stands twice in a row and
 * none is i itself. The diagonal is never stored: it is minus the sum of its row, and is always formed by that sum.
 */
export interface Chain {
  readonly stateCount: number;
  readonly rowStart: Int32Array;
  readonly target: Int32Array;
  readonly rate: Float64Array;
}

/** Collects the transitions of a chain in any order; equal ones add up, and those of a state to itself change nothing. */
export class ChainBuilder {
  private from: Int32Array;
  private to: Int32Array;
  private rates: Float64Array;
  private count = 0;

  constructor(capacity = 1024) {
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.rates = new Float64Array(capacity);
  }

  /** A transition at `rate` >= 0 per unit of time; 0 adds none. */
  add(from: number, to: number, rate: number): void {
    if (!(rate >= 0 && rate < Infinity)) throw new RangeError(`rate ${rate} from state ${from} to state ${to}`);
    if (rate === 0 || from === to) return;
    if (this.count === this.from.length) this.grow();
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.rates[this.count] = rate;
    this.count++;
  }

  build(stateCount: number): Chain {
    const { from, to, rates, count } = this;
    const start = new Int32Array(stateCount + 1);
    for (let p = 0; p < count; p++) {
      const i = from[p] as number;
      const j = to[p] as number;
      if (!(i >= 0 && i < stateCount && j >= 0 && j < stateCount)) {
        throw new RangeError(`transition ${i} -> ${j} in a chain of ${stateCount} states`);
      }
      start[i + 1] = (start[i + 1] as number) + 1;
    }
    for (let i = 0; i < stateCount; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number);
    const order = new Int32Array(count);
    const next = start.slice();
    for (let p = 0; p < count; p++) {
      const i = from[p] as number;
      const slot = next[i] as number;
      order[slot] = p;
      next[i] = slot + 1;
    }
    return mergeRows(stateCount, start, order, to, rates);
  }

  private grow(): void {
    const capacity = Math.ceil(this.from.length * 1.6) + 16;
    const from = new Int32Array(capacity);
    const to = new Int32Array(capacity);
    const rates = new Float64Array(capacity);
    from.set(this.from);
    to.set(this.to);
    rates.set(this.rates);
    this.from = from;
    this.to = to;
    this.rates = rates;
  }
}

/** Rows of triplets, given in `order`, with equal targets of a row added up. */
function mergeRows(
  stateCount: number,
  start: Int32Array,
  order: Int32Array,
  to: Int32Array,
  rates: Float64Array,
): Chain {
  const rowStart = new Int32Array(stateCount + 1);
  const target = new Int32Array(order.length);
  const rate = new Float64Array(order.length);
  const seenAt = new Int32Array(stateCount).fill(-1);
  let size = 0;
  for (let i = 0; i < stateCount; i++) {
    const first = size;
    for (let slot = start[i] as number; slot < (start[i + 1] as number); slot++) {
      const p = order[slot] as number;
      const j = to[p] as number;
      const at = seenAt[j] as number;
      if (at >= first) {
        rate[at] = (rate[at] as number) + (rates[p] as number);
      } else {
        seenAt[j] = size;
        target[size] = j;
        rate[size] = rates[p] as number;
        size++;
      }
    }
    rowStart[i + 1] = size;
  }
  return { stateCount, rowStart, target: target.slice(0, size), rate: rate.slice(0, size) };
}

/** Total rate out of each state; 0 for an absorbing one. */
export function exitRates(chain: Chain): Float64Array {
  const { stateCount, rowStart, rate } = chain;
  const exit = new Float64Array(stateCount);
  for (let i = 0; i < stateCount; i++) {
    let sum = 0;
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) sum += rate[p] as number;
    exit[i] = sum;
  }
  return exit;
}

/** The same rates by target: row j lists the states that go to j. */
export function transposed(chain: Chain): Chain {
  const { stateCount, rowStart, target, rate } = chain;
  const columnStart = new Int32Array(stateCount + 1);
  for (let p = 0; p < target.length; p++) {
    const j = target[p] as number;
    columnStart[j + 1] = (columnStart[j + 1] as number) + 1;
  }
  for (let j = 0; j < stateCount; j++) columnStart[j + 1] = (columnStart[j + 1] as number) + (columnStart[j] as number);
  const next = columnStart.slice();
  const source = new Int32Array(target.length);
  const value = new Float64Array(target.length);
  for (let i = 0; i < stateCount; i++) {
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
      const j = target[p] as number;
      const slot = next[j] as number;
      source[slot] = i;
      value[slot] = rate[p] as number;
      next[j] = slot + 1;
    }
  }
  return { stateCount, rowStart: columnStart, target: source, rate: value };
}

/** The chain seen only on `states`: transitions to any other state are left out. Row r is `states[r]`. */
export function restricted(chain: Chain, states: Int32Array): Chain {
  const local = new Int32Array(chain.stateCount).fill(-1);
  for (let r = 0; r < states.length; r++) local[states[r] as number] = r;
  const rowStart = new Int32Array(states.length + 1);
  let size = 0;
  for (let r = 0; r < states.length; r++) {
    const i = states[r] as number;
    for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
      if ((local[chain.target[p] as number] as number) >= 0) size++;
    }
    rowStart[r + 1] = size;
  }
  const target = new Int32Array(size);
  const rate = new Float64Array(size);
  let slot = 0;
  for (let r = 0; r < states.length; r++) {
    const i = states[r] as number;
    for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
      const j = local[chain.target[p] as number] as number;
      if (j < 0) continue;
      target[slot] = j;
      rate[slot] = chain.rate[p] as number;
      slot++;
    }
  }
  return { stateCount: states.length, rowStart, target, rate };
}

/** The chain that stops in every state marked in `stop`: their rows are emptied. */
export function stoppedIn(chain: Chain, stop: Uint8Array): Chain {
  const { stateCount } = chain;
  const rowStart = new Int32Array(stateCount + 1);
  const target = new Int32Array(chain.target.length);
  const rate = new Float64Array(chain.rate.length);
  let size = 0;
  for (let i = 0; i < stateCount; i++) {
    if (stop[i] === 0) {
      const first = chain.rowStart[i] as number;
      const last = chain.rowStart[i + 1] as number;
      target.set(chain.target.subarray(first, last), size);
      rate.set(chain.rate.subarray(first, last), size);
      size += last - first;
    }
    rowStart[i + 1] = size;
  }
  return { stateCount, rowStart, target: target.slice(0, size), rate: rate.slice(0, size) };
}

/** All probability in one state. */
export function startingIn(state: number, stateCount: number): Float64Array {
  const initial = new Float64Array(stateCount);
  if (!(state >= 0 && state < stateCount)) throw new RangeError(`state ${state} of ${stateCount}`);
  initial[state] = 1;
  return initial;
}
