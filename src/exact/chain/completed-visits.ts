import { advanced } from './advanced.js';
import { type Chain, exitRates, stoppedIn } from './chain.js';
import { WORK_MOST } from './evolution.js';
import { depthFrom, Settling } from './settling.js';
import { jump, jumpCarried, uniformised } from './uniformised.js';
import { poissonWithin, WorkLimitError } from './work-limit.js';

const TRUNCATION = 1e-15;
/** Multiplications above which the end is looked at apart. */
const WINDOW_WORTH = 1e8;
/** What of the total may be in visits older than the window. */
const OPEN_LEFT_OUT = 1e-13;
/** Relative change of the open visits, over all jumps to come, at which they are taken to have settled too. */
const OPEN_TOLERANCE = 1e-11;

/**
 * Expected integral of `value` >= 0 over the visits to `set` that have ended by `time` (a visit that is still open does not
 * count). By uniformisation: given n jumps in [0, t], each of the n + 1 stays lasts t / (n + 1) in the mean, so that
 * sum_n w_n(q t) t / (n + 1) c_n is wanted, c_n the expected value of the stays in visits that ended by jump n. Once nothing changes
 * from jump to jump, c_n grows by the same each.
 */
export function completedVisits(
  chain: Chain,
  initial: Float64Array,
  set: Uint8Array,
  value: Float64Array,
  time: number,
  workLimit = WORK_MOST,
): number {
  const work = exitRateMost(chain) * time * (chain.target.length + chain.stateCount);
  if (work > WINDOW_WORTH) {
    const found = totalLessOpen(chain, initial, set, value, time, workLimit);
    if (found !== undefined) return found;
  }
  const run = new VisitRun(chain, initial, set, value, time, workLimit);
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
 * Over a long time: all that is gathered in the set, less what the visit that is open at the end has gathered. Only a window before
 * the end is followed, so long that hardly any open visit is older. Undefined when that is no shorter than the whole.
 */
function totalLessOpen(
  chain: Chain,
  initial: Float64Array,
  set: Uint8Array,
  value: Float64Array,
  time: number,
  workLimit: number,
): number | undefined {
  const inside = stoppedIn(
    chain,
    set.map((member) => (member !== 0 ? 0 : 1)),
  );
  const { spent } = advanced(chain, initial, time, workLimit);
  let total = 0;
  for (let i = 0; i < set.length; i++) if (set[i] !== 0) total += (spent[i] as number) * (value[i] as number);
  for (let window = time / 2 ** 20; window < time / 4; window *= 4) {
    const { distribution } = advanced(chain, initial, time - window, workLimit);
    const older = advanced(
      inside,
      distribution.map((held, i) => (set[i] !== 0 ? held : 0)),
      window,
      workLimit,
    ).distribution;
    const oldest = older.reduce((sum, held, i) => (set[i] !== 0 ? sum + held * (value[i] as number) : sum), 0) * time;
    if (oldest > OPEN_LEFT_OUT * total) continue;
    const run = new VisitRun(chain, distribution, set, value, window, workLimit);
    const { left, weight } = run.weights;
    let open = 0;
    for (let n = 0; n < left + weight.length; n++) {
      if (n >= left) open += ((weight[n - left] as number) * run.openTotal) / (n + 1);
      run.step();
    }
    return total - open * window;
  }
  return undefined;
}

function exitRateMost(chain: Chain): number {
  return exitRates(chain).reduce((most, rate) => Math.max(most, rate), 0);
}

/** The jumps of a chain with what each open visit has gathered. */
class VisitRun {
  readonly weights;
  readonly bound: number;
  /** Expected value of the stays in visits that have ended. */
  completed = 0;
  private readonly by;
  private readonly settling: Settling;
  private readonly horizon: number;
  private distribution: Float64Array;
  private open: Float64Array;
  private nextDistribution: Float64Array;
  private nextOpen: Float64Array;
  private readonly carry: Float64Array;
  private readonly openEarlier: Float64Array;
  private lookedAt = 0;
  private jumps = 0;
  private completedPerJump: number | undefined;

  constructor(
    private readonly chain: Chain,
    initial: Float64Array,
    private readonly set: Uint8Array,
    private readonly value: Float64Array,
    private readonly time: number,
    private readonly workLimit: number,
  ) {
    this.by = uniformised(chain);
    this.horizon = this.by.rate * time;
    this.weights = poissonWithin(this.what, this.horizon, chain, workLimit);
    this.settling = new Settling(chain, this.by.rate, depthFrom(chain, initial), this.horizon);
    this.distribution = initial.slice();
    this.open = initial.map((held, i) => (set[i] !== 0 ? held * (value[i] as number) : 0));
    this.nextDistribution = new Float64Array(chain.stateCount);
    this.nextOpen = new Float64Array(chain.stateCount);
    this.carry = new Float64Array(chain.stateCount);
    this.openEarlier = this.open.slice();
    const mass = initial.reduce((sum, part) => sum + part, 0);
    this.bound = mass * value.reduce((most, one, i) => (set[i] !== 0 ? Math.max(most, one) : most), 0);
  }

  private get what(): string {
    return `what of the visits of ${this.chain.stateCount} states has ended by ${this.time}`;
  }

  /** Expected value of the stays in the visit that is open. */
  get openTotal(): number {
    let sum = 0;
    for (const held of this.open) sum += held;
    return sum;
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
    const { set, value, nextDistribution, nextOpen } = this;
    jumpCarried(this.by, this.distribution, nextDistribution, this.carry);
    jump(this.by, this.open, nextOpen);
    let ended = 0;
    for (let i = 0; i < set.length; i++) {
      if (set[i] !== 0) {
        nextOpen[i] = (nextOpen[i] as number) + (nextDistribution[i] as number) * (value[i] as number);
      } else {
        ended += nextOpen[i] as number;
        nextOpen[i] = 0;
      }
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
