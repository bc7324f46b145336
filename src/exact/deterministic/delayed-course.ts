import { type Chain, ChainBuilder } from '../chain/chain.js';
import { poisson } from '../chain/poisson.js';
import { dot } from '../chain/transition-matrices.js';
import { type Uniformised, uniformised } from '../chain/uniformised.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Gained } from '../process.js';
import { commonStep } from './lattice.js';
import { followedRun, runBlocks } from './run-blocks.js';
import type { Course, Standing } from './timed-process.js';
import { byOrigin, type Move, type TimedStates } from './timed-states.js';
import type { Work } from './work.js';

const TRUNCATION = 1e-18;
const NUMBERS_MOST = 2e7;
const SEGMENTS_MOST = 1e6;

/** A state in which runs begin, and what comes of one that ends by ringing. */
interface Beginning {
  readonly state: number;
  /** Length of its run, in segments. */
  readonly segments: number;
  /** By how much a run's ringing, weighed by how likely it gets there, changes the probability of each state. */
  readonly change: readonly Move[];
  /** Runs that begin at the ringing: positions in the list of beginnings. */
  readonly begun: readonly Move[];
  /** Of each gain. */
  readonly gained: Float64Array;
}

/**
 * A process whose fixed delays begin at any time, one at a time, through time. What rings at t was set at t - D, D its delay:
 *
 *     y'(t) = y(t) Q + sum_e r_e(t - D_e) C_e,      r(t) = y(t) R + sum_e r_e(t - D_e) B_e
 *
 * with y the probabilities of the states, Q all moves by chance, r_e the rate at which runs begin in state e (and masses apart that begin at
 * one moment, as at time 0), R the moves by chance that begin one, and C_e, B_e what comes of a run begun in e that ends by ringing. Over
 * segments of a length h of which every delay is a multiple (the method of steps), the history is known; with
 * y(kh + s) = sum_j w_j(qs) v_j, w_j the Poisson weights, the equations become
 *
 *     v_{j+1} = v_j (I + Q/q) + sum_e rho_e,j C_e / q,      rho_j = v_j R + sum_e rho_e,j B_e (rho of the segment D_e before)
 *
 * so each segment costs as many jumps as uniformisation. The series ends where the Poisson mass beyond, times the most its terms may
 * have grown to, is below 1e-18. C_e takes away what has rung: probabilities carry an absolute error of about 1e-15 a segment.
 *
 * Source: R. Bellman, K. Cooke (1963), "Differential-Difference Equations", for the method of steps; A. Jensen (1953) for uniformisation.
 */
export class DelayedCourse implements Course {
  private readonly length: number;
  private readonly by: Uniformised;
  private readonly rate: number;
  /** Poisson weights of 0, 1, ... jumps in a segment, and the mass beyond each. */
  private readonly weights: Float64Array;
  private readonly beyond: Float64Array;
  private readonly beginnings: readonly Beginning[];
  private readonly beginningByChance: readonly { from: number; to: number; weight: number }[];
  private readonly cost: number;
  /** By segment, modulo the longest delay: terms of the rates at which runs begin, and masses that begin at its start. */
  private readonly rates: Float64Array[] = [];
  private readonly masses: Float64Array[] = [];
  private readonly history: number;
  private segment = 0;
  private probability: Float64Array;
  private readonly accumulated: Float64Array;
  /** Terms of each gain in the segment: per unit of time in the states, and at ringings. */
  private terms: { readonly instant: Float64Array; readonly rate: Float64Array }[] = [];
  private ending: Float64Array;

  constructor(
    states: TimedStates,
    delays: ReadonlyMap<number, number>,
    private readonly gained: readonly Gained[],
    private readonly work: Work,
  ) {
    this.length = [...delays.values()].reduce(commonStep, 0);
    const chain = allByChance(states);
    const found = uniformised(chain);
    this.by = found;
    this.rate = found.rate > 0 ? found.rate : 1 / this.length;
    const { weights, beyond } = untilNegligible(this.rate * this.length);
    this.weights = weights;
    this.beyond = beyond;
    this.beginnings = beginningsOf(states, gained, this.length, work);
    this.history = this.beginnings.reduce((most, { segments }) => Math.max(most, segments), 1);
    const size = this.weights.length * this.beginnings.length;
    if (!(size * Math.min(this.history, SEGMENTS_MOST) <= NUMBERS_MOST && this.history <= SEGMENTS_MOST)) {
      throw new ExactRefusal('a fixed delay is so long beside the others that following it takes too much', 'simulate');
    }
    const position = new Map(this.beginnings.map(({ state }, e) => [state, e]));
    const { from, to, weight } = states.renewing;
    this.beginningByChance = from.flatMap((origin, index) => {
      const begun = position.get(to[index] as number);
      return begun === undefined ? [] : { from: origin, to: begun, weight: weight[index] as number };
    });
    this.cost =
      chain.target.length +
      2 * chain.stateCount +
      this.beginnings.reduce((sum, { change, begun }) => sum + change.length + begun.length, 0);
    this.probability = new Float64Array(states.count);
    this.accumulated = new Float64Array(gained.length);
    this.ending = this.probability;
    const first = new Float64Array(this.beginnings.length);
    for (const [state, share] of states.initial) {
      this.probability[state] = share;
      const begun = position.get(state);
      if (begun !== undefined) first[begun] = share;
    }
    this.masses[0] = first;
    this.follow();
  }

  get time(): number {
    return this.segment * this.length;
  }

  moveTo(time: number): Standing {
    const wanted = Math.floor(time / this.length + 1e-9);
    while (this.segment < wanted) this.next();
    const within = Math.max(0, time - this.time);
    const { left, weight, above } = poisson(this.rate * within);
    const instant = new Float64Array(this.gained.length);
    const accumulated = this.accumulated.slice();
    for (const [f, terms] of this.terms.entries()) {
      for (let j = 0; j < this.weights.length; j++) {
        const share = j < left ? 0 : (weight[j - left] ?? 0);
        const beyond = j < left ? 1 : (above[j - left] ?? 0);
        instant[f] = (instant[f] as number) + share * (terms.instant[j] as number);
        accumulated[f] = (accumulated[f] as number) + (beyond / this.rate) * (terms.rate[j] as number);
      }
    }
    return { instant, accumulated };
  }

  /** Goes on to the beginning of the next segment. */
  private next(): void {
    for (const [f, { rate }] of this.terms.entries()) {
      this.accumulated[f] = (this.accumulated[f] as number) + dot(this.beyond, rate) / this.rate;
    }
    this.probability = this.ending;
    this.segment++;
    this.ringMasses();
    this.follow();
  }

  /** Runs that began at one moment ring at one moment: at the beginning of a segment. */
  private ringMasses(): void {
    const begun = new Float64Array(this.beginnings.length);
    for (const [e, beginning] of this.beginnings.entries()) {
      const mass = this.before(this.masses, beginning)?.[e] ?? 0;
      if (mass === 0) continue;
      addTo(this.probability, beginning.change, mass);
      addTo(begun, beginning.begun, mass);
      addTo(this.accumulated, beginning.gained, mass);
    }
    this.masses[this.segment % (this.history + 1)] = begun;
  }

  /** Finds the terms of the present segment from those of the segments before. */
  private follow(): void {
    const { beginnings, weights } = this;
    const count = beginnings.length;
    this.work.spend(weights.length * this.cost);
    const rates = new Float64Array(weights.length * count);
    const earlier = beginnings.map((beginning) => this.before(this.rates, beginning));
    const terms = this.gained.map(() => ({
      instant: new Float64Array(weights.length),
      rate: new Float64Array(weights.length),
    }));
    const ending = new Float64Array(this.probability.length);
    let held = this.probability.slice();
    let following = new Float64Array(held.length);
    for (const [j, weight] of weights.entries()) {
      const begins = rates.subarray(j * count, (j + 1) * count);
      for (const { from, to, weight: rate } of this.beginningByChance) {
        begins[to] = (begins[to] as number) + (held[from] as number) * rate;
      }
      for (const [f, { rate }] of this.gained.entries()) {
        const now = dot(held, rate);
        const { instant, rate: gaining } = terms[f] as { instant: Float64Array; rate: Float64Array };
        instant[j] = now;
        gaining[j] = now;
      }
      for (const [i, value] of held.entries()) ending[i] = (ending[i] as number) + weight * value;
      jump(this.by, held, following);
      for (const [e, beginning] of beginnings.entries()) {
        const rang = earlier[e]?.[j * count + e] ?? 0;
        if (rang === 0) continue;
        addTo(following, beginning.change, rang / this.rate);
        addTo(begins, beginning.begun, rang);
        for (const [f, { rate }] of terms.entries()) {
          rate[j] = (rate[j] as number) + rang * (beginning.gained[f] as number);
        }
      }
      [held, following] = [following, held];
    }
    this.rates[this.segment % (this.history + 1)] = rates;
    this.terms = terms;
    this.ending = ending;
  }

  /** What was found in the segment in which runs began that ring in the present one. */
  private before(found: readonly Float64Array[], { segments }: Beginning): Float64Array | undefined {
    const segment = this.segment - segments;
    return segment < 0 ? undefined : found[segment % (this.history + 1)];
  }
}

function allByChance({ count, onward, renewing }: TimedStates): Chain {
  const builder = new ChainBuilder(1024);
  for (let from = 0; from < count; from++) {
    for (let p = onward.rowStart[from] as number; p < (onward.rowStart[from + 1] as number); p++) {
      builder.add(from, onward.target[p] as number, onward.rate[p] as number);
    }
  }
  for (const [index, from] of renewing.from.entries()) {
    builder.add(from, renewing.to[index] as number, renewing.weight[index] as number);
  }
  return builder.build(count);
}

/** Weights of a Poisson mean from 0 on, as far as they and the growth of what they weigh matter. */
function untilNegligible(mean: number): { weights: Float64Array; beyond: Float64Array } {
  const { left, weight, above } = poisson(mean);
  const last = above.findIndex((beyond, n) => beyond * (left + n + 1) <= TRUNCATION);
  const weights = new Float64Array(left + last + 1);
  weights.set(weight.subarray(0, last + 1), left);
  const beyond = new Float64Array(left + last + 1).fill(1);
  beyond.set(above.subarray(0, last + 1), left);
  return { weights, beyond };
}

function beginningsOf(states: TimedStates, gained: readonly Gained[], length: number, work: Work): Beginning[] {
  const { runs, renewing, ringing, initial } = states;
  const begun = [...new Set([...initial.keys(), ...renewing.to, ...ringing.to])].filter((state) => runs[state] !== 0);
  const position = new Map(begun.map((state, e) => [state, e]));
  const blocks = runBlocks(states);
  const rings = byOrigin(ringing, states.count);
  return begun.map((state) => {
    const followed = followedRun(blocks, state, work);
    if (followed === undefined) throw new Error(`state ${state} is in no run`);
    const change = new Map<number, number>();
    const begins = new Map<number, number>();
    const add = (into: Map<number, number>, at: number, more: number): void => {
      into.set(at, (into.get(at) ?? 0) + more);
    };
    const gains = new Float64Array(gained.length);
    for (const [place, from] of followed.states.entries()) {
      const there = followed.distribution[place] as number;
      if (there === 0) continue;
      add(change, from, -there);
      for (const [f, { atRinging }] of gained.entries()) {
        gains[f] = (gains[f] as number) + there * (atRinging?.[from] ?? 0);
      }
      for (const { to, weight } of rings[from] ?? []) {
        add(change, to, there * weight);
        const again = position.get(to);
        if (again !== undefined) add(begins, again, there * weight);
      }
    }
    const segments = Math.round((runs[state] as number) / length);
    return { state, segments, change: movesOf(change), begun: movesOf(begins), gained: gains };
  });
}

function movesOf(weights: ReadonlyMap<number, number>): Move[] {
  return [...weights].map(([to, weight]) => ({ to, weight }));
}

function addTo(values: Float64Array, more: readonly Move[] | Float64Array, times: number): void {
  if (more instanceof Float64Array) {
    for (const [i, value] of more.entries()) values[i] = (values[i] as number) + times * value;
    return;
  }
  for (const { to, weight } of more) values[to] = (values[to] as number) + times * weight;
}

/** after = before (I + Q / q), of values of either sign. */
function jump(
  { stay, columnStart, source, probability }: Uniformised,
  before: Float64Array,
  after: Float64Array,
): void {
  for (let j = 0; j < before.length; j++) {
    let sum = (before[j] as number) * (stay[j] as number);
    const last = columnStart[j + 1] as number;
    for (let p = columnStart[j] as number; p < last; p++) {
      sum += (before[source[p] as number] as number) * (probability[p] as number);
    }
    after[j] = sum;
  }
}
