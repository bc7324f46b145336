import { idOf } from '../id.js';
import type { NetBuilder, Writes } from '../net-builder.js';
import type { CommonCause, System } from '../system.js';
import { levelOf } from './cause-levels.js';
import type { Causes } from './causes.js';
import type { LifeCycle } from './life-cycle.js';
import { capitalised, member, membersOf } from './part.js';
import { STRIKE } from './priorities.js';
import { lifeTiming, rateExpression, type TimingDocument } from './timing.js';

type Shock = CommonCause & { readonly kind: 'shock' };

/** Declares what strikes several components at once: each that is up, or wrong, crashes. */
export function declareCommonCause(
  net: NetBuilder,
  system: System,
  cause: CommonCause,
  cycles: readonly LifeCycle[],
  causes: Causes,
): void {
  const members = cycles.filter((cycle) => cause.members.includes(cycle.part.component.id));
  const name = `strike${capitalised(idOf(cause.name))}`;
  if (cause.kind === 'beta') {
    net.activity(name, betaTiming(net, cause, members), certainWrites(system, cause, members, causes));
    return;
  }
  const isChancy = ({ part }: LifeCycle): boolean => cause.hits.has(part.component.id);
  const certain = members.filter((cycle) => !isChancy(cycle));
  const coins = members.filter(isChancy).map((cycle) => declareCoins(net, system, cause, cycle, causes));
  net.activity(name, shockTiming(net, cause), Object.assign(certainWrites(system, cause, certain, causes), ...coins));
}

/** The shocks per hour when they come at random. */
export function shockRate(net: NetBuilder, cause: Shock): string {
  if (cause.life.kind === 'reliability')
    return `-log(${net.constant(`${cause.prefix}.survival`, cause.life.reliability)}) / mission`;
  const rate = rateExpression(net, cause.prefix, cause.life);
  if (rate === undefined) throw new Error(`${cause.name}: shocks that do not come at random have no rate`);
  return rate;
}

function shockTiming(net: NetBuilder, cause: Shock): TimingDocument {
  return cause.life.kind === 'reliability' ? { rate: shockRate(net, cause) } : lifeTiming(net, cause);
}

/** The share beta of the rate that all members have in common. */
function betaTiming(
  net: NetBuilder,
  cause: CommonCause & { kind: 'beta' },
  members: readonly LifeCycle[],
): TimingDocument {
  const [first] = members;
  const rate = first && rateExpression(net, first.part.component.prefix, first.part.component.life);
  if (rate === undefined) throw new Error(`${cause.name}: a beta factor of lives that are not exponential`);
  return { rate: `${net.constant(`${cause.prefix}.beta`, cause.beta)} * (${rate})` };
}

/** What a shock does to the members that it never misses. */
function certainWrites(system: System, cause: CommonCause, certain: readonly LifeCycle[], causes: Causes): Writes {
  if (certain.length === 0) return {};
  const level = Math.min(...certain.map(({ part }) => levelOf(system, part.component.id)));
  const writes = certain.flatMap((cycle) =>
    membersOf(cycle.part).map((part) => [member(part), struck(cycle.of(part))]),
  );
  return { ...Object.fromEntries(writes), last: causes.charged(cause.name, level) };
}

/** What a strike makes of a component: it crashes if it runs. */
const struck = (cycle: LifeCycle): string => `if(${cycle.runs}, ${cycle.afterCrash}, ${member(cycle.part)})`;

/** One coin a member, tossed in the instant of the shock; gives what the shock writes to have them tossed. */
function declareCoins(net: NetBuilder, system: System, cause: Shock, cycle: LifeCycle, causes: Causes): Writes {
  const { part } = cycle;
  const { id } = part;
  const hit = hitProbability(net, cause, part.component.id);
  const index = part.index === undefined ? '' : `(${part.index})`;
  const strikes = `${cause.prefix}.strikes.${id}`;
  const place = member(part);
  const spared = { [`${strikes}${index}`]: 0 };
  net.place(`${strikes}${index}`, { initial: 0, max: 1 });
  const coin = { when: `${strikes}${index} == 1`, immediate: STRIKE };
  net.activity(`strike${capitalised(idOf(cause.name))}.${id}${index}`, coin, [
    {
      weight: hit,
      writes: {
        ...spared,
        [place]: struck(cycle),
        last: causes.charged(cause.name, levelOf(system, part.component.id)),
      },
    },
    { weight: `1 - ${hit}`, writes: spared },
  ]);
  return Object.fromEntries(
    membersOf(part).map((each) => [each.index === undefined ? strikes : `${strikes}(${each.index})`, 1]),
  );
}

/** The constant that holds the probability of a hit. */
export function hitProbability(net: NetBuilder, cause: Shock, id: string): string {
  return net.constant(`${cause.prefix}.hits.${id}`, cause.hits.get(id) ?? 1);
}
