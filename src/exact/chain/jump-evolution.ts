import type { Chain } from './chain.js';
import { reachable } from './components.js';
import type { Evolution } from './evolution.js';
import type { Poisson } from './poisson.js';
import { depthFrom, Settling } from './settling.js';
import { jumpCarried, type Uniformised, uniformised } from './uniformised.js';
import { JUMPS_MOST, poissonWithin, WorkLimitError } from './work-limit.js';

/** What a Poisson mean may leave out, relative to the result. */
const TRUNCATION = 1e-16;

/**
 * Uniformisation (Jensen 1953): E f(X_t) = sum_k w_k(q t) g_k with g_k = E f(Y_k), Y the jumps of the chain at rate q. The numbers
 * g_k are found once, as far as any time asked for needs them, and serve all times. The sum ends when the Poisson mass
 * beyond, times the largest f, is below 1e-16 of the sum so far, so that a probability of 1e-300 is as good as one of 0.5.
 * Once the distribution has settled (see `Settling`) the rest of the g_k follow a closed form.
 */
export class JumpEvolution implements Evolution {
  readonly method = 'uniformisation';
  readonly rate: number;
  private readonly by: Uniformised;
  private readonly settling: Settling;
  private readonly sequences: readonly JumpSequence[];
  private readonly mass: number;
  private distribution: Float64Array;
  private spare: Float64Array;
  private readonly carry: Float64Array;
  private jumps = 0;
  private settled = false;
  private work = 0;
  private asked = 0;
  private lastWeights: Poisson | undefined;

  constructor(
    private readonly chain: Chain,
    initial: Float64Array,
    values: readonly Float64Array[],
    horizon: number,
    private readonly workLimit: number,
  ) {
    this.by = uniformised(chain);
    this.rate = this.by.rate;
    this.distribution = initial.slice();
    this.spare = new Float64Array(chain.stateCount);
    this.carry = new Float64Array(chain.stateCount);
    this.mass = initial.reduce((sum, weight) => sum + weight, 0);
    this.settling = new Settling(chain, this.rate, depthFrom(chain, initial), horizon * this.rate);
    const reached = reachable(chain, initial);
    this.sequences = values.map((value) => new JumpSequence(chain, value, reached, this.settling, this.mass));
    for (const sequence of this.sequences) sequence.record(this.distribution);
  }

  private get what(): string {
    return `uniformisation of ${this.chain.stateCount} states`;
  }

  instant(value: number, time: number): number {
    const sequence = this.sequence(value);
    if (sequence.bound === 0) return 0;
    const { left, weight, above } = this.weights(time);
    let sum = 0;
    for (let n = 0; n < weight.length; n++) {
      sum += (weight[n] as number) * this.at(sequence, left + n);
      if ((above[n] as number) * sequence.bound <= TRUNCATION * sum) break;
    }
    return sum;
  }

  /** (1/q) sum_k P(N > k) g_k: a jump is followed by a stay of mean 1/q, counted when it begins before t. */
  accumulated(value: number, time: number): number {
    const sequence = this.sequence(value);
    if (sequence.bound === 0) return 0;
    if (this.rate === 0) return sequence.at(0) * time;
    const { left, above, aboveSum } = this.weights(time);
    if (left > 0) this.at(sequence, left - 1);
    let sum = sequence.sumBelow(left);
    for (let n = 0; n < above.length; n++) {
      sum += (above[n] as number) * this.at(sequence, left + n);
      if ((aboveSum[n] as number) * sequence.bound <= TRUNCATION * sum) break;
    }
    return sum / this.rate;
  }

  private sequence(value: number): JumpSequence {
    const sequence = this.sequences[value];
    if (sequence === undefined) throw new RangeError(`value ${value} of ${this.sequences.length}`);
    return sequence;
  }

  private weights(time: number): Poisson {
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`time ${time}`);
    const mean = this.rate * time;
    if (this.lastWeights?.mean !== mean) {
      // As far as every answer needs them: where that is too far, there is no need of weights.
      this.asked = mean;
      if (mean <= JUMPS_MOST) this.follow(Math.floor(mean));
      this.lastWeights = poissonWithin(this.what, mean, this.chain, this.workLimit);
    }
    return this.lastWeights;
  }

  private at(sequence: JumpSequence, jumps: number): number {
    this.follow(jumps);
    return sequence.at(jumps);
  }

  private follow(jumps: number): void {
    while (this.jumps < jumps && !this.settled) this.step();
  }

  private step(): void {
    this.work += this.chain.target.length + this.chain.stateCount;
    if (this.work > this.workLimit) {
      throw new WorkLimitError(this.what, this.asked, this.chain, this.workLimit);
    }
    jumpCarried(this.by, this.distribution, this.spare, this.carry);
    [this.distribution, this.spare] = [this.spare, this.distribution];
    this.jumps++;
    let smallest = Infinity;
    for (const sequence of this.sequences) {
      const result = sequence.record(this.distribution);
      if (sequence.bound > 0) smallest = Math.min(smallest, result / sequence.bound);
    }
    if (this.jumps < this.settling.next) return;
    const settled = this.settling.look(this.jumps, this.distribution, smallest * this.mass);
    if (settled === undefined) return;
    this.settled = true;
    for (const sequence of this.sequences) sequence.settle(this.distribution, settled.decay, this.rate);
  }
}

/** g_0, g_1, ... of one function, and their sums. */
class JumpSequence {
  /** No g_k is larger; 0 when the function is 0 wherever the chain can get. */
  readonly bound: number;
  private readonly states: Int32Array;
  private terms = new Float64Array(256);
  private sums = new Float64Array(257);
  private carry = 0;
  private count = 0;
  private decay = 0;
  private shrinking = 0;
  private absorbed = 0;
  private absorbedPerJump = 0;

  constructor(
    private readonly chain: Chain,
    private readonly value: Float64Array,
    reached: Uint8Array,
    private readonly settling: Settling,
    mass: number,
  ) {
    const states: number[] = [];
    let largest = 0;
    for (let i = 0; i < value.length; i++) {
      if (value[i] === 0 || reached[i] === 0) continue;
      states.push(i);
      largest = Math.max(largest, value[i] as number);
    }
    this.states = Int32Array.from(states);
    this.bound = largest * mass;
  }

  record(distribution: Float64Array): number {
    let sum = 0;
    for (const i of this.states) sum += (distribution[i] as number) * (this.value[i] as number);
    if (this.count === this.terms.length) this.grow();
    this.terms[this.count] = sum;
    // Compensated (Kahan 1965): the sums of a million jumps keep their last digits.
    const before = this.sums[this.count] as number;
    const add = sum - this.carry;
    const after = before + add;
    this.carry = after - before - add;
    this.count++;
    this.sums[this.count] = after;
    return sum;
  }

  /** From now on g = shrinking e^(-decay m) + absorbed + absorbedPerJump (1 - e^(-decay m)) / (1 - e^-decay), m more jumps. */
  settle(distribution: Float64Array, decay: number, uniformRate: number): void {
    this.decay = decay;
    for (const i of this.states) {
      const part = (distribution[i] as number) * (this.value[i] as number);
      if (this.settling.isAbsorbing(i)) this.absorbed += part;
      else this.shrinking += part;
    }
    const { rowStart, target, rate, stateCount } = this.chain;
    for (let i = 0; i < stateCount; i++) {
      const held = distribution[i] as number;
      if (held === 0) continue;
      for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
        const j = target[p] as number;
        if (!this.settling.isAbsorbing(j)) continue;
        this.absorbedPerJump += held * ((rate[p] as number) / uniformRate) * (this.value[j] as number);
      }
    }
  }

  at(jumps: number): number {
    if (jumps < this.count) return this.terms[jumps] as number;
    const more = jumps - (this.count - 1);
    const kept = Math.exp(-this.decay * more);
    return this.shrinking * kept + this.absorbed + this.absorbedPerJump * geometricSum(this.decay, more);
  }

  /** g_0 + ... + g_{jumps - 1} */
  sumBelow(jumps: number): number {
    if (jumps <= this.count) return this.sums[jumps] as number;
    // Terms after the last recorded one: m = 1 .. jumps - count.
    const more = jumps - this.count;
    const shrinking = this.shrinking * Math.exp(-this.decay) * geometricSum(this.decay, more);
    const flowing = this.absorbedPerJump * geometricSumOfSums(this.decay, more);
    return (this.sums[this.count] as number) + shrinking + this.absorbed * more + flowing;
  }

  private grow(): void {
    const terms = new Float64Array(this.terms.length * 2);
    const sums = new Float64Array(this.terms.length * 2 + 1);
    terms.set(this.terms);
    sums.set(this.sums);
    this.terms = terms;
    this.sums = sums;
  }
}

/** sum of e^(-decay l) over l = 0 .. count - 1 */
function geometricSum(decay: number, count: number): number {
  return decay === 0 ? count : Math.expm1(-decay * count) / Math.expm1(-decay);
}

/** sum of geometricSum(decay, m) over m = 1 .. count: by series where the closed form would cancel. */
function geometricSumOfSums(decay: number, count: number): number {
  const loss = -Math.expm1(-decay);
  if (loss * count > 0.01) return (count - Math.exp(-decay) * geometricSum(decay, count)) / loss;
  let sum = 0;
  let term = (count * (count + 1)) / 2;
  for (let order = 2; order <= 9; order++) {
    sum += term;
    term *= (-loss * (count + 1 - order)) / (order + 1);
  }
  return sum;
}
