import { type Aggregation, aggregated, type Inflows } from './aggregation.js';
import { type Chain, exitRates, transposed } from './chain.js';
import { denseStationary } from './gth.js';

const COARSEST = 128;
const SMALLEST_WEIGHT = 1e-290;
const SMALLEST_MEASURED = 1e-260;

const SWEEPS_FIRST = 400;
const SWEEPS_PER_CYCLE = 20;

export interface Iterated {
  readonly weight: Float64Array;
  readonly cycles: number;
  /** Estimated largest relative error of a weight: last change times r / (1 - r), r the rate at which changes shrink. */
  readonly relativeError: number;
}

/**
 * Stationary weights of a large irreducible chain by Gauss-Seidel sweeps x_j = sum_i x_i q_ij / q_j, which settle what is near,
 * and multilevel aggregation, which settles what is far (Horton and Leutenegger 1994, with parts chosen from the current
 * weights as in De Sterck et al. 2008): a chain of the parts, with rates averaged by x, is solved in the same way and each
 * part rescaled by what came out. All arithmetic is on nonnegative numbers, and a cycle's change is measured on every
 * weight relative to itself, so small weights are as good as large ones, down to 1e-260 of the sum.
 *
 * Starts from all weight in state 0. Not promised: convergence. The caller compares `relativeError` with what it wants.
 */
export function multilevelStationary(chain: Chain, wanted: number, cycleLimit: number): Iterated {
  const columns = transposed(chain);
  const { stateCount } = chain;
  const inflows: Inflows = { stateCount, start: columns.rowStart, source: columns.target, rate: columns.rate };
  const finest = new Level(inflows, exitRates(chain));
  finest.weight.fill(SMALLEST_WEIGHT);
  finest.weight[0] = 1;
  const previous = new Float64Array(stateCount);
  const changeBy = (step: () => void): number => {
    previous.set(finest.weight);
    step();
    normalise(finest.weight);
    return largestChange(previous, finest.weight);
  };
  for (let sweep = 0; sweep < SWEEPS_FIRST; sweep += 2) {
    if (changeBy(() => finest.sweeps(2)) <= 0.1 * wanted) break;
  }
  const progress = new Progress();
  while (progress.cycles < cycleLimit && !progress.done(wanted)) {
    if (progress.cycles < 8 || progress.cycles % 20 === 0) finest.coarsen();
    const change = changeBy(() => {
      finest.cycle();
      finest.sweeps(SWEEPS_PER_CYCLE);
    });
    progress.add(change);
  }
  return { weight: finest.weight, cycles: progress.cycles, relativeError: progress.relativeError };
}

/** How the changes of successive cycles shrink, and what error they leave. */
class Progress {
  cycles = 0;
  relativeError = Infinity;
  private last = Infinity;
  private best = Infinity;
  private cyclesSinceBest = 0;

  add(change: number): void {
    const shrink = Math.min(Math.max(change / this.last, 0.5), 0.999);
    this.relativeError = (change * shrink) / (1 - shrink);
    this.last = change;
    this.cycles++;
    this.cyclesSinceBest = change < 0.9 * this.best ? 0 : this.cyclesSinceBest + 1;
    this.best = Math.min(this.best, change);
  }

  /** There, or down to rounding, or getting nowhere. */
  done(wanted: number): boolean {
    if (this.relativeError <= wanted) return true;
    return this.cyclesSinceBest >= (this.best < 100 * wanted ? 5 : 60);
  }
}

class Level {
  readonly weight: Float64Array;
  private aggregation: Aggregation | undefined;
  private coarse: Level | undefined;
  private forward = true;

  constructor(
    private readonly inflows: Inflows,
    private readonly exit: Float64Array,
  ) {
    this.weight = new Float64Array(inflows.stateCount);
  }

  /** Chooses the parts of this level and of all below it from the current weights. */
  coarsen(): void {
    const { stateCount } = this.inflows;
    this.coarse = undefined;
    if (stateCount <= COARSEST) return;
    const aggregation = aggregated(this.inflows, this.weight);
    const count = aggregation.inflows.stateCount;
    if (count > 0.9 * stateCount) return;
    this.aggregation = aggregation;
    this.coarse = new Level(aggregation.inflows, new Float64Array(count));
    this.restrict(aggregation, this.coarse);
    this.coarse.coarsen();
  }

  cycle(): void {
    const { aggregation, coarse } = this;
    if (aggregation === undefined || coarse === undefined) {
      if (this.inflows.stateCount <= COARSEST) this.solve();
      else this.sweeps(SWEEPS_PER_CYCLE);
      return;
    }
    for (let visit = 0; visit < 2; visit++) {
      this.sweep();
      this.restrict(aggregation, coarse);
      const before = coarse.weight.slice();
      coarse.cycle();
      const { weight } = this;
      for (let i = 0; i < weight.length; i++) {
        const part = aggregation.of[i] as number;
        const scale = (coarse.weight[part] as number) / (before[part] as number);
        weight[i] = Math.max((weight[i] as number) * scale, SMALLEST_WEIGHT);
      }
      this.sweep();
    }
  }

  sweeps(count: number): void {
    for (let n = 0; n < count; n++) this.sweep();
  }

  /** One Gauss-Seidel sweep, forwards and backwards in turn. */
  private sweep(): void {
    const { start, source, rate, stateCount } = this.inflows;
    const { weight, exit } = this;
    const step = this.forward ? 1 : -1;
    for (let n = 0, j = this.forward ? 0 : stateCount - 1; n < stateCount; n++, j += step) {
      let inflow = 0;
      const last = start[j + 1] as number;
      for (let p = start[j] as number; p < last; p++)
        inflow += (weight[source[p] as number] as number) * (rate[p] as number);
      weight[j] = Math.max(inflow / (exit[j] as number), SMALLEST_WEIGHT);
    }
    this.forward = !this.forward;
  }

  /** Weights and rates of the parts: W_I = sum x_i, Q_IJ = sum x_i q_ij / W_I. */
  private restrict(aggregation: Aggregation, coarse: Level): void {
    const { start, source, rate, stateCount } = this.inflows;
    const { weight } = this;
    const { of, place, inflows } = aggregation;
    coarse.weight.fill(0);
    coarse.exit.fill(0);
    inflows.rate.fill(0);
    for (let i = 0; i < stateCount; i++) {
      const part = of[i] as number;
      coarse.weight[part] = (coarse.weight[part] as number) + (weight[i] as number);
    }
    for (let p = 0; p < (start[stateCount] as number); p++) {
      const to = place[p] as number;
      if (to < 0) continue;
      inflows.rate[to] = (inflows.rate[to] as number) + (weight[source[p] as number] as number) * (rate[p] as number);
    }
    for (let p = 0; p < inflows.rate.length; p++) {
      const from = inflows.source[p] as number;
      const averaged = (inflows.rate[p] as number) / (coarse.weight[from] as number);
      inflows.rate[p] = averaged;
      coarse.exit[from] = (coarse.exit[from] as number) + averaged;
    }
  }

  private solve(): void {
    const { start, source, rate, stateCount } = this.inflows;
    const dense = new Float64Array(stateCount * stateCount);
    for (let j = 0; j < stateCount; j++) {
      for (let p = start[j] as number; p < (start[j + 1] as number); p++) {
        dense[(source[p] as number) * stateCount + j] = rate[p] as number;
      }
    }
    const before = total(this.weight);
    const solved = denseStationary(dense, stateCount);
    const scale = before / total(solved);
    for (let i = 0; i < stateCount; i++) this.weight[i] = (solved[i] as number) * scale;
  }
}

function total(weight: Float64Array): number {
  let sum = 0;
  for (const value of weight) sum += value;
  return sum;
}

function normalise(weight: Float64Array): void {
  const sum = total(weight);
  for (let i = 0; i < weight.length; i++) weight[i] = (weight[i] as number) / sum;
}

function largestChange(before: Float64Array, after: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < before.length; i++) {
    const old = before[i] as number;
    const now = after[i] as number;
    if (old < SMALLEST_MEASURED && now < SMALLEST_MEASURED) continue;
    const change = Math.abs(now / old - 1);
    if (!(change <= largest)) largest = change;
  }
  return largest;
}
