import { advanced } from './advanced.js';
import { type Chain, exitRates } from './chain.js';
import { WORK_MOST } from './evolution.js';
import { keptUntilEnd, openPassage, type Passages, timesWhileOpen, visitsTo } from './passages-of-chain.js';
import { depthFrom, Settling } from './settling.js';
import { jump, jumpCarried, type Uniformised, uniformised, uniformisedWithin } from './uniformised.js';
import { poissonWithin, WorkLimitError } from './work-limit.js';

const TRUNCATION = 1e-15;
/** Multiplications above which the end is looked at apart. */
const WINDOW_WORTH = 1e8;
/** What of the total may be in passages older than the window. */
const OPEN_LEFT_OUT = 1e-13;
/** Change of the distribution over the window, all of it together, at which the chain is taken to have settled: it only touches what is open. */
const SETTLED = 1e-9;
/** Relative change of the open passages, over all jumps to come, at which they are taken to have settled. */
const OPEN_TOLERANCE = 1e-11;

/** Expected integral of `value` >= 0 over the visits to `set` that have ended by `time`; a visit that is still open does not count. */
export function completedVisits(
  chain: Chain,
  initial: Float64Array,
  set: Uint8Array,
  value: Float64Array,
  time: number,
  workLimit = WORK_MOST,
): number {
  return completedPassages(chain, initial, visitsTo(chain, set), value, time, workLimit);
}

/** The same over passages that have ended by `time`; what those that were given up had gathered does not count. */
export function completedPassages(
  chain: Chain,
  initial: Float64Array,
  passages: Passages,
  value: Float64Array,
  time: number,
  workLimit = WORK_MOST,
): number {
  const gathered = value.map((one, i) => (passages.isOpen[i] !== 0 ? one : 0));
  const work = exitRateMost(chain) * time * (chain.target.length + chain.stateCount);
  if (work > WINDOW_WORTH) {
    const found = totalLessOpen({ chain, passages, value: gathered, workLimit }, initial, time);
    if (found !== undefined) return found;
  }
  return jumpByJump({ chain, passages, value: gathered, workLimit }, initial, time);
}

interface Gathering {
  readonly chain: Chain;
  readonly passages: Passages;
  /** What is gathered per unit of time, 0 where no passage is open. */
  readonly value: Float64Array;
  readonly workLimit: number;
}

/**
 * By uniformisation: given n jumps in [0, t], each of the n + 1 stays lasts t / (n + 1) in the mean, so that
 * sum_n w_n(q t) t / (n + 1) c_n is wanted, c_n the expected value of the stays in passages that ended by jump n. Once nothing changes
 * from jump to jump, c_n grows by the same each.
 */
function jumpByJump(gathering: Gathering, initial: Float64Array, time: number): number {
  const run = new PassageRun(gathering, initial, time);
  const { left, weight, above } = run.weights;
  if (run.bound === 0) return 0;
  let mean = 0;
  for (let n = 0; n < left + weight.length; n++) {
    if (n >= left) {
      mean += ((weight[n - left] as number) * run.completed) / (n + 1);
      if ((above[n - left] as number) * run.bound <= TRUNCATION * mean) break;
    }
    run.step();
  }
  return mean * time;
}

/**
 * Over a long time: all that is gathered in passages that will end, less what those that are open at the end have gathered. Only a
 * window before the end is followed, so long that hardly any open passage is older, or nothing of it where the chain has settled by
 * then. Undefined when that is no shorter than the whole.
 */
function totalLessOpen(gathering: Gathering, initial: Float64Array, time: number): number | undefined {
  const { chain, passages, value, workLimit } = gathering;
  const { spent, distribution: last } = advanced(chain, initial, time, workLimit);
  const total = keptUntilEnd(
    passages,
    spent.map((stay, i) => stay * (value[i] as number)),
  );
  const valueMost = value.reduce((most, one) => Math.max(most, one), 0);
  const open = openPassage(passages);
  const mayBeOlder = (from: Float64Array, window: number): boolean => {
    const older = advanced(open.chain, open.within(from), window, workLimit).distribution;
    const share = older.reduce((sum, held, i) => (i < chain.stateCount ? sum + held : sum), 0);
    return share * valueMost * time > OPEN_LEFT_OUT * total;
  };
  for (let window = time / 2 ** 20; window < time / 4; window *= 2) {
    // The end stands for the beginning of the window while that is looked for.
    if (mayBeOlder(last, window)) continue;
    const { distribution } = advanced(chain, initial, time - window, workLimit);
    if (mayBeOlder(distribution, window)) continue;
    const held = hasSettled(distribution, last)
      ? timesWhileOpen(
          passages,
          last.map((share, i) => share * (value[i] as number)),
        )
      : openAfter(gathering, distribution, window);
    return total - keptUntilEnd(passages, held);
  }
  return undefined;
}

function hasSettled(before: Float64Array, after: Float64Array): boolean {
  const changed = before.reduce((sum, held, i) => sum + Math.abs(held - (after[i] as number)), 0);
  return changed <= SETTLED * after.reduce((sum, held) => sum + held, 0);
}

/** What the passage that is open after `time` has gathered since then, by state. */
function openAfter(gathering: Gathering, from: Float64Array, time: number): Float64Array {
  const run = new PassageRun(gathering, from, time);
  const { left, weight } = run.weights;
  const held = new Float64Array(from.length);
  for (let n = 0; n < left + weight.length; n++) {
    const share = n < left ? 0 : ((weight[n - left] as number) * time) / (n + 1);
    if (share > 0)
      run.open.forEach((gathered, i) => {
        held[i] = (held[i] as number) + share * gathered;
      });
    run.step();
  }
  return held;
}

function exitRateMost(chain: Chain): number {
  return exitRates(chain).reduce((most, rate) => Math.max(most, rate), 0);
}

/** The jumps of a chain with what each open passage has gathered. */
class PassageRun {
  readonly weights;
  readonly bound: number;
  /** Expected value of the stays in passages that have ended. */
  completed = 0;
  private readonly by: Uniformised;
  private readonly within: Uniformised;
  private readonly chain: Chain;
  private readonly value: Float64Array;
  private readonly workLimit: number;
  /** The probability that a jump ends the passage that is open. */
  private readonly ending: Float64Array;
  private readonly settling: Settling;
  private readonly horizon: number;
  private distribution: Float64Array;
  /** Expected value of the stays in the passage that is open, by the state it is in. */
  open: Float64Array;
  private nextDistribution: Float64Array;
  private nextOpen: Float64Array;
  private readonly carry: Float64Array;
  private readonly openEarlier: Float64Array;
  private lookedAt = 0;
  private jumps = 0;
  private completedPerJump: number | undefined;

  constructor(
    { chain, passages, value, workLimit }: Gathering,
    initial: Float64Array,
    private readonly time: number,
  ) {
    this.chain = chain;
    this.value = value;
    this.workLimit = workLimit;
    this.by = uniformised(chain);
    this.within = uniformisedWithin(this.by, passages.within);
    this.ending = passages.ending.map((rate) => (this.by.rate > 0 ? rate / this.by.rate : 0));
    this.horizon = this.by.rate * time;
    this.weights = poissonWithin(this.what, this.horizon, chain, workLimit);
    this.settling = new Settling(chain, this.by.rate, depthFrom(chain, initial), this.horizon);
    this.distribution = initial.slice();
    this.open = initial.map((held, i) => held * (value[i] as number));
    this.nextDistribution = new Float64Array(chain.stateCount);
    this.nextOpen = new Float64Array(chain.stateCount);
    this.carry = new Float64Array(chain.stateCount);
    this.openEarlier = this.open.slice();
    const mass = initial.reduce((sum, part) => sum + part, 0);
    this.bound = mass * value.reduce((most, one) => Math.max(most, one), 0);
  }

  private get what(): string {
    return `what of the passages of ${this.chain.stateCount} states has ended by ${this.time}`;
  }

  step(): void {
    this.jumps++;
    if (this.completedPerJump !== undefined) {
      this.completed += this.completedPerJump;
      return;
    }
    if (this.jumps * (this.chain.target.length + this.chain.stateCount) > this.workLimit) {
      throw new WorkLimitError(this.what, this.horizon, this.chain, this.workLimit);
    }
    const { value, open, ending, nextDistribution, nextOpen } = this;
    jumpCarried(this.by, this.distribution, nextDistribution, this.carry);
    jump(this.within, open, nextOpen);
    let ended = 0;
    for (let i = 0; i < value.length; i++) {
      ended += (open[i] as number) * (ending[i] as number);
      nextOpen[i] = (nextOpen[i] as number) + (nextDistribution[i] as number) * (value[i] as number);
    }
    this.completed += ended;
    [this.distribution, this.nextDistribution] = [nextDistribution, this.distribution];
    [this.open, this.nextOpen] = [nextOpen, this.open];
    if (this.jumps >= this.settling.next) this.look(ended);
  }

  private look(ended: number): void {
    const settled = this.settling.look(this.jumps, this.distribution, this.bound);
    const { open, openEarlier } = this;
    const span = this.jumps - this.lookedAt;
    const allowed = (OPEN_TOLERANCE * span) / Math.max(this.horizon - this.jumps, 1);
    let total = 0;
    let changed = 0;
    for (let i = 0; i < open.length; i++) {
      total += open[i] as number;
      changed += Math.abs((open[i] as number) - (openEarlier[i] as number));
    }
    openEarlier.set(open);
    this.lookedAt = this.jumps;
    if (settled?.decay === 0 && changed <= allowed * total) this.completedPerJump = ended;
  }
}
