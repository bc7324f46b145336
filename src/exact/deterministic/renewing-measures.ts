import type { Expression } from '../../net/expression/expression.js';
import type { Measure, Net } from '../../net/net.js';
import type { Explored, ExploreOptions } from '../explore/explore.js';
import type { Impulses } from '../explore/firing.js';
import { ExactRefusal } from '../explore/refusal.js';
import { embedded } from './embedded.js';
import { exploreRenewing } from './explore-renewing.js';
import { type FixedTiming, fixedTiming } from './fixed-timing.js';

/** Chains of a net with fixed delays or calendars; those of measures that end with the same event are shared. */
export class RenewingChains {
  private readonly known = new Map<string, Explored>();

  private constructor(
    private readonly net: Net,
    private readonly timing: FixedTiming,
    private readonly impulses: readonly Impulses[],
    private readonly options: ExploreOptions,
  ) {}

  /** Undefined when nothing in the net is fixed. */
  static of(net: Net, impulses: readonly Impulses[], options: ExploreOptions): RenewingChains | undefined {
    const timing = fixedTiming(net);
    return timing && new RenewingChains(net, timing, impulses, options);
  }

  /** The chain on which a measure has its exact value. Throws an ExactRefusal when there is none. */
  for(measure: Measure): Explored {
    const end = endOf(measure);
    const key = JSON.stringify(end ?? null);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const chain = embedded(exploreRenewing(this.net, this.timing, this.impulses, end, this.options));
    this.known.set(key, chain);
    return chain;
  }
}

/** The event that ends what a measure looks at; undefined for the long run. Throws for what happens at given times. */
function endOf(measure: Measure): Expression | undefined {
  switch (measure.kind) {
    case 'steady-state':
      return undefined;
    case 'ratio':
    case 'nines':
      if (measure.until === undefined) return undefined;
      break;
    case 'mean-time-to':
      return measure.target;
    case 'reach':
      if (measure.within === undefined) return measure.target;
      break;
    case 'average':
    case 'accumulated':
      if (measure.until.kind === 'event') return measure.until.event;
      break;
  }
  const what = measure.kind === 'span' ? 'passages' : 'what happens by a given time';
  throw new ExactRefusal(
    `beside fixed delays and calendars, ${what} cannot be solved`,
    'fit phases to the delays, or simulate',
  );
}
