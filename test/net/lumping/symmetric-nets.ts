import fc from 'fast-check';
import type { ActivityDocument, NetDocument, PlaceDocument } from '../../../src/net/document.js';

/**
 * Random small nets of members that are alike, or nearly: lives that depend on what is shared and on how many are up, a host that
 * takes its members down, strikes that hit all at once, a crew that members ask for, coins, a place beside the member's own. What
 * watches them is symmetric but for now and then.
 */
export interface SymmetricNet {
  readonly document: NetDocument;
  /** Whether members are alike by construction, so that they must be counted. */
  readonly isAlike: boolean;
}

const speed = fc.constantFrom(
  '1',
  'sum(part(*) == up)',
  '1 + any(part(*) == down)',
  'if(host == on, 1, 2)',
  'if(tired(i) == 1, 3, 1)',
);
const condition = fc.constantFrom(
  '1',
  'host == on',
  'sum(part(*) == down) >= 2',
  'tired(i) == 0',
  '!all(part(*) == up)',
);

export const symmetricNet: fc.Arbitrary<SymmetricNet> = fc
  .record({
    n: fc.integer({ min: 2, max: 4 }),
    failing: speed,
    mending: speed,
    mends: condition,
    coin: fc.boolean(),
    worn: fc.boolean(),
    falls: fc.boolean(),
    strike: fc.constantFrom('none', 'all', 'up', 'if on', 'from one'),
    crew: fc.constantFrom('none', 'count', 'choice'),
    initial: fc.boolean(),
    odd: fc.constantFrom('none', 'none', 'none', 'rate', 'watched', 'two'),
    impulse: fc.boolean(),
  })
  .map(({ n, failing, mending, mends, coin, worn, falls, strike, crew, initial, odd, impulse }) => {
    const places: Record<string, PlaceDocument> = {
      host: { states: ['on', 'out'] },
      'part(i)': { states: ['up', 'down', 'mending'] },
      'tired(i)': { initial: initial ? 1 : 0, max: 1 },
      free: { initial: 1, max: 1 },
      last: { initial: 0, max: 2 },
    };
    const down = { 'part(i)': 'down', last: 'if(service, 1, last)' };
    const activities: Record<string, ActivityDocument> = {
      hostFails: { when: 'host == on', rate: 0.3, then: { host: 'out', last: 2 } },
      hostBack: { when: 'host == out', delay: { exponential: { mean: 0.5 } }, then: { host: 'on' } },
      'fail(i)': {
        when: 'part(i) == up',
        rate: `0.7 * (${failing})`,
        ...(coin
          ? {
              cases: [
                { weight: '1 + tired(i)', then: down },
                { weight: 2, then: { 'tired(i)': '1 - tired(i)' } },
              ],
            }
          : { then: down }),
      },
    };
    if (crew === 'none') {
      activities['mend(i)'] = {
        when: `part(i) == down && (${mends})`,
        rate: `2 * (${mending})`,
        then: { 'part(i)': 'up' },
      };
    } else {
      const needs = crew === 'choice' ? ` && (${mends})` : '';
      activities['call(i)'] = {
        when: `part(i) == down && free == 1${needs}`,
        immediate: 1,
        then: { 'part(i)': 'mending', free: 0 },
      };
      activities['mend(i)'] = {
        when: 'part(i) == mending',
        delay: { exponential: { mean: 0.4 } },
        then: { 'part(i)': 'up', free: 1 },
      };
    }
    if (worn) activities['wear(i)'] = { when: 'tired(i) == 0 && part(i) == up', rate: 0.4, then: { 'tired(i)': 1 } };
    if (worn) activities['renew(i)'] = { when: 'tired(i) == 1', rate: 0.9, then: { 'tired(i)': 0 } };
    if (falls && crew === 'none')
      activities['fall(i)'] = { when: 'host == out && part(i) != down', immediate: 5, then: { 'part(i)': 'down' } };
    if (strike === 'from one') {
      const freed = crew === 'none' ? {} : { free: 1 };
      activities['panic(i)'] = {
        when: 'part(i) == up && tired(i) == 1',
        rate: 0.2,
        then: { 'part(*)': 'down', ...freed },
      };
    } else if (strike !== 'none') {
      const value = {
        all: 'down',
        up: 'if(part(i) == up, down, part(i))',
        'if on': 'if(host == on && part(i) == up, down, part(i))',
      }[strike];
      const then = Object.fromEntries(
        Array.from({ length: n }, (_, k) => [`part(${k + 1})`, value.replaceAll('(i)', `(${k + 1})`)]),
      );
      activities.strike = { rate: 0.2, then: { ...then, ...(crew === 'none' ? {} : { free: 1 }) } };
    }
    if (odd === 'rate') activities.odd = { when: 'part(1) == up', rate: 0.3, then: { 'part(1)': 'down' } };
    if (odd === 'two') activities.both = { rate: 0.3, then: { 'part(1)': 'down', 'part(2)': 'down' } };
    const document: NetDocument = {
      format: 'ninefold/net@1',
      name: 'random members',
      indices: { i: n },
      places,
      let: { service: 'sum(part(*) == up) >= 1 && host == on' },
      activities,
      rewards: {
        gain: {
          rate: 'sum(part(*) == up && tired(*) == 0) + max(tired(*))',
          ...(impulse ? { impulse: { 'fail(*)': '1 + last', hostFails: 2 } } : {}),
        },
      },
      spans: { outage: { while: '!service' }, calls: { from: ['fail(*)'], to: ['mend(*)'] } },
      measures: {
        service: { 'steady-state': 'service' },
        gain: { 'steady-state': 'gain' },
        early: { accumulated: 'gain', until: 2 },
        at: { at: [0.5, 3], of: 'any(part(*) == down && tired(*) == 1)' },
        blamed: { average: 'service == 0 && last == 1', until: 3 },
        lost: { 'mean-time-to': 'all(part(*) != up)' },
        reached: { probability: { reach: 'sum(part(*) == down) >= 2', within: 1 } },
        outages: { count: 'outage', until: 3 },
        ...(odd === 'watched' ? { first: { 'steady-state': 'part(1) == up' } } : {}),
      },
    };
    return { document, isAlike: odd === 'none' && crew === 'none' };
  });
