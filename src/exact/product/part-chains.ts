import { type Expression, number } from '../../net/expression/expression.js';
import type { Measure, Net, Reward } from '../../net/net.js';
import type { ExploreOptions } from '../explore/explore.js';
import { exploreAlike } from '../explore/explore-alike.js';
import type { Impulses } from '../explore/firing.js';
import { type Relevant, restrictedTo } from '../explore/relevant.js';
import { rewardsOf } from '../measures/observed.js';
import type { Alike } from '../symmetry/alike.js';
import { NotApart } from './not-apart.js';
import { PartChain } from './part-chain.js';
import { Divider } from './terms-of-parts.js';

export interface PartOptions extends ExploreOptions {
  readonly workMost?: number;
}

/** What a reward gains at the firings of one part. */
export interface Gain {
  readonly part: number;
  /** By state and unit of time, and before time began to run. */
  readonly rates: Float64Array;
  readonly atStart: number;
  /** How much each firing counts besides, where that hangs on other parts. */
  readonly times: Expression | undefined;
}

interface Column {
  readonly reward: Reward;
  readonly impulses: Impulses;
  readonly times: Expression | undefined;
}

/** The chains of a net's independent parts, for some measures; each is explored when it is first needed. */
export class PartChains {
  readonly divider: Divider;
  private readonly chains: (PartChain | undefined)[];
  private readonly columns: Column[][];

  constructor(
    readonly net: Net,
    readonly parts: readonly Relevant[],
    measures: readonly Measure[],
    private readonly alike: readonly Alike[],
    private readonly options: PartOptions,
  ) {
    this.divider = new Divider(net, parts);
    this.chains = parts.map(() => undefined);
    const rewards = new Set(measures.flatMap(rewardsOf));
    this.columns = parts.map((own, part) => [...rewards].flatMap((reward) => this.columnsOf(reward, own, part)));
  }

  of(part: number): PartChain {
    const known = this.chains[part];
    if (known !== undefined) return known;
    const own = this.parts[part];
    if (own === undefined) throw new RangeError(`part ${part} of ${this.parts.length}`);
    const impulses = (this.columns[part] ?? []).map((column) => column.impulses);
    const explored = exploreAlike(restrictedTo(this.net, own), impulses, this.options, this.alikeIn(own));
    const chain = new PartChain(explored, this.options.workMost);
    this.chains[part] = chain;
    return chain;
  }

  get solved(): PartChain[] {
    return this.chains.filter((chain) => chain !== undefined);
  }

  /** The sum of the largest rates at which the parts change. */
  get fastest(): number {
    return this.solved.reduce((sum, { fastest }) => sum + fastest, 0);
  }

  gains(reward: Reward): Gain[] {
    return this.columns.flatMap((columns, part) =>
      columns.flatMap(({ reward: gaining, impulses, times }, index) => {
        if (gaining !== reward) return [];
        const { impulseRates, impulsesAtStart } = this.of(part).explored;
        const [rates, atStart] = [impulseRates[index], impulsesAtStart[index]];
        if (rates === undefined || atStart === undefined) throw new Error(`no impulses ${index} of part ${part}`);
        if (times !== undefined) this.checkSettled(part, impulses, times, atStart);
        return { part, rates, atStart, times };
      }),
    );
  }

  /** Impulses that only hang on their own part together, each of the others by itself. */
  private columnsOf(reward: Reward, { activities }: Relevant, part: number): Column[] {
    const impulses = reward.impulses.filter(({ activity }) => activities.has(activity));
    const hangsOnOthers = ({ value }: Impulses[number]): boolean =>
      [...this.divider.partsRead(value)].some((read) => read !== part);
    const own = impulses.filter((impulse) => !hangsOnOthers(impulse));
    const counted = impulses
      .filter(hangsOnOthers)
      .map(({ activity, value }) => ({ reward, impulses: [{ activity, value: number(1) }], times: value }));
    return own.length === 0 ? counted : [{ reward, impulses: own, times: undefined }, ...counted];
  }

  /** What fires before a state has settled may read what no settled state shows. */
  private checkSettled(part: number, impulses: Impulses, times: Expression, atStart: number): void {
    if (atStart !== 0) throw new NotApart('impulses at time 0 read what is not settled yet');
    const timings = impulses.map(({ activity }) => this.net.activities[activity]?.timing);
    const settled = timings.every(
      (timing) => timing?.kind === 'rate' || (timing?.kind === 'delay' && timing.law.bound?.mean !== 0),
    );
    if (settled || !this.divider.partsRead(times).has(part)) return;
    throw new NotApart('an impulse reads several independent parts while a state settles');
  }

  /** Alike members within one part; those of different parts are solved apart anyway. */
  private alikeIn({ places }: Relevant): Alike[] {
    return this.alike.flatMap(({ members, moved }) => {
      const within = members.filter((member) => member.places.every((place) => places.has(place)));
      return within.length < 2 ? [] : [{ members: within, moved }];
    });
  }
}
