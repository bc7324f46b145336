import { ExactRefusal } from '../explore/refusal.js';
import type { Calendar, FixedTiming } from './fixed-timing.js';

/** A calendar in steps of the lattice: it rings at `first`, `first` + `every`, ... */
interface LatticeCalendar {
  readonly activity: number;
  readonly every: number;
  readonly first: number;
  readonly probability: number;
}

const POINTS_MOST = 20_000;
const STEPS_MOST = 2 ** 30;

/**
 * The moments at which calendars ring, in steps of which all their periods and offsets, and all fixed delays that begin at such a
 * moment, are multiples. A position is the number of steps since time 0, brought back by a whole cycle as soon as that changes
 * nothing.
 */
export class Lattice {
  /** In the net's unit of time. */
  readonly step: number;
  /** The fixed delays, by activity, in steps. */
  readonly delays: ReadonlyMap<number, number>;
  private readonly calendars: readonly LatticeCalendar[];
  private readonly cycle: number;
  /** Positions from here on repeat. */
  private readonly settled: number;
  /** Ascending positions at which some calendar rings. */
  private readonly points: readonly number[];

  /** Throws an ExactRefusal where no common step is coarse enough. */
  constructor({ delays, calendars }: FixedTiming) {
    const times = [...calendars.flatMap(({ period, offset }) => [period, offset]), ...delays.values()];
    this.step = times.reduce(commonStep, 0);
    if (!(this.step > 0)) throw new Error('a lattice of nothing that runs by the clock');
    const steps = (time: number): number => Math.round(time / this.step);
    this.delays = new Map([...delays].map(([activity, delay]) => [activity, steps(delay)]));
    this.calendars = calendars.map(({ activity, period, offset, probability }: Calendar) => {
      const every = steps(period);
      return { activity, every, first: offset === 0 ? every : steps(offset), probability };
    });
    this.cycle = this.calendars.reduce((all, { every }) => leastCommonMultiple(all, every), 1);
    this.settled = this.calendars.reduce((latest, { first, every }) => Math.max(latest, first - every), 0);
    const rings = this.calendars.reduce((sum, { every }) => sum + (this.settled + this.cycle) / every, 0);
    if (!(this.longestRun <= STEPS_MOST && rings <= POINTS_MOST)) {
      throw new ExactRefusal(
        'fixed delays and calendars have no common step that is coarse enough',
        'give them periods and delays of a common measure, or simulate',
      );
    }
    this.points = pointsOf(this.calendars, this.settled + this.cycle);
  }

  get positionMost(): number {
    return this.settled + this.cycle - 1;
  }

  /** No run takes more steps. */
  get longestRun(): number {
    return Math.max(this.settled + this.cycle, ...this.delays.values());
  }

  /** Steps from a position to the next moment at which a calendar rings; undefined when there is no calendar. */
  toNextPoint(position: number): number | undefined {
    const next = this.points.find((point) => point > position);
    if (next !== undefined) return next - position;
    const first = this.points.find((point) => point > this.settled);
    return first === undefined ? undefined : first + this.cycle - position;
  }

  after(position: number, steps: number): number {
    const reached = position + steps;
    return reached <= this.positionMost ? reached : this.settled + ((reached - this.settled) % this.cycle);
  }

  /** The calendars that ring `steps` after a position. */
  ringing(position: number, steps: number): readonly LatticeCalendar[] {
    const reached = position + steps;
    return this.calendars.filter(({ first, every }) => reached >= first && (reached - first) % every === 0);
  }
}

/** The positions up to `last` at which a calendar rings, ascending. */
function pointsOf(calendars: readonly LatticeCalendar[], last: number): number[] {
  const points = new Set<number>();
  for (const { first, every } of calendars) for (let at = first; at <= last; at += every) points.add(at);
  return [...points].sort((a, b) => a - b);
}

/** The largest time of which both are multiples, to rounding. */
export function commonStep(a: number, b: number): number {
  let [larger, smaller] = [Math.max(a, b), Math.min(a, b)];
  while (smaller > 1e-9 * larger) {
    const rest = larger - Math.round(larger / smaller) * smaller;
    [larger, smaller] = [smaller, Math.abs(rest) > 1e-9 * larger ? Math.abs(rest) : 0];
  }
  return larger;
}

function leastCommonMultiple(a: number, b: number): number {
  return (a * b) / greatestCommonDivisor(a, b);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
