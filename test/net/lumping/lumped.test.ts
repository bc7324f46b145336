import { describe, expect, test } from 'vitest';
import { lumped } from '../../../src/net/lumping/lump.js';
import { netOf } from '../../exact/explore/nets.js';

/** VMs of one host; `changes` are more activities, `watches` more measures. */
const node = (changes = '', watches = ''): string => `
indices: {i: 5}
places:
  host: {states: [on, out]}
  vm(i): {states: [up, down, off]}
activities:
  lose: {when: host == on, rate: 0.1, then: {host: out}}
  mend: {when: host == out, rate: 1, then: {host: on}}
  fail(i): {when: vm(i) == up, rate: 0.3, then: {vm(i): down}}
  repair(i): {when: vm(i) == down, delay: {exponential: {mean: 0.5}}, then: {vm(i): up}}
  fall(i): {when: host == out && vm(i) != off, immediate: 2, then: {vm(i): off}}
  start(i): {when: host == on && vm(i) == off, immediate: 1, then: {vm(i): down}}
  ${changes}
measures:
  service: {steady-state: sum(vm(*) == up) >= 2}
  ${watches}
`;

const counted = (text: string) => lumped(netOf(text)).counted.map(({ members, count }) => `${count} ${members}`);
const refused = (text: string) => lumped(netOf(text)).refused.map(({ members, reason }) => `${members}: ${reason}`);

describe('members that nothing tells apart', () => {
  test('become a counter a state, with an activity for each state in which one may happen', () => {
    const { net } = lumped(netOf(node()));
    expect(net.places.map(({ name, initial, max }) => `${name} ${initial}..${max}`)).toEqual([
      'host 0..1',
      'vm(*)=up 5..5',
      'vm(*)=down 0..5',
      'vm(*)=off 0..5',
    ]);
    expect(net.activities.map(({ name }) => name)).toEqual([
      'lose',
      'mend',
      'fail(*) of vm(*)=up',
      'repair(*) of vm(*)=down',
      'fall(*) of vm(*)=up',
      'fall(*) of vm(*)=down',
      'start(*) of vm(*)=off',
    ]);
    expect(net.counted).toBe(5);
  });

  test('may be hit all at once, depending on what is shared', () => {
    const strike = [1, 2, 3, 4, 5].map((k) => `vm(${k}): "if(vm(${k}) == up && host == on, down, vm(${k}))"`);
    expect(counted(node(`strike: {rate: 1, then: {${strike.join(', ')}}}`))).toEqual(['5 vm(*)']);
    expect(counted(node('stop: {rate: 1, then: {vm(*): off}}'))).toEqual(['5 vm(*)']);
  });

  test('are those of one rate only, and those that nobody looks at alone', () => {
    expect(counted(node('wear: {when: vm(2) == up, rate: 1, then: {vm(2): down}}'))).toEqual(['4 vm(*)']);
    expect(counted(node('', 'third: {steady-state: vm(3) == up}'))).toEqual(['4 vm(*)']);
    expect(counted(node('both: {rate: 1, then: {vm(1): down, vm(2): down}}'))).toEqual(['3 vm(*)', '2 vm(*)']);
  });

  test('keep places of their own, and are members of members', () => {
    const hosts = lumped(
      netOf(`
indices: {x: 40, i: 3}
places:
  host(x): {states: [on, out]}
  vm(x,i): {states: [up, down]}
let: {load(x): 'sum(vm(x,*) == up)'}
activities:
  lose(x): {when: host(x) == on, rate: 0.1 * load(x), then: {host(x): out, 'vm(x,*)': down}}
  mend(x): {when: host(x) == out, rate: 1, then: {host(x): on}}
  fail(x,i): {when: 'vm(x,i) == up', rate: 0.3, then: {'vm(x,i)': down}}
  repair(x,i): {when: 'vm(x,i) == down && host(x) == on', rate: 2, then: {'vm(x,i)': up}}
measures:
  service: {steady-state: 'sum(vm(*,*) == up) >= 60'}
  least: {steady-state: min(load(*))}
`),
    );
    expect(hosts.refused).toEqual([]);
    expect(hosts.counted).toHaveLength(41);
    // On: 0 to 3 VMs up; out: they are down.
    expect(hosts.counted.at(-1)).toMatchObject({ count: 40, counters: 5 });
    expect(hosts.net.activities).toHaveLength(11);
  });
});

describe('members that something tells apart are left as they are, with the reason', () => {
  test.each([
    [
      'a clock',
      node('age(i): {when: vm(i) == up, delay: {weibull: {shape: 2, mean: 1}}, then: {vm(i): down}}'),
      ['vm(*): the clock of age(1) remembers: only exponential ones can be counted'],
    ],
    [
      'a measure',
      node('', 'order: {steady-state: vm(1) + 2 * vm(2) + 3 * vm(3) + 4 * vm(4) + 5 * vm(5)}'),
      ['vm(*): the measure order looks at them one by one'],
    ],
    [
      'a rate',
      node('wear(i): {when: vm(i) == up, rate: 1 + i, then: {vm(i): down}}'),
      ['vm(*): no other has an activity like wear(1)'],
    ],
    [
      'a place',
      node('next: {when: vm(1) == up, rate: 1, then: {vm(2): up, vm(3): up, vm(4): up, vm(5): down}}'),
      ['vm(*): next is about several of them'],
    ],
  ])('%s', (_, text, reasons) => {
    expect(refused(text)).toEqual(reasons);
    expect(counted(text)).toEqual([]);
  });

  test('the order of their declaration, where what one does bars another', () => {
    const crew = (when: string) => `
indices: {i: 4}
places: {free: {initial: 1, max: 1}, part(i): {states: [up, cracked, broken, mending]}}
activities:
  crack(i): {when: part(i) == up, rate: 1, then: {part(i): cracked}}
  break(i): {when: part(i) == cracked, rate: 1, then: {part(i): broken}}
  call(i): {when: "free == 1 && (${when})", immediate: 1, then: {part(i): mending, free: 0}}
  mend(i): {when: part(i) == mending, rate: 1, then: {part(i): up, free: 1}}
measures: {up: {steady-state: sum(part(*) == up)}}
`;
    expect(counted(crew('part(i) == broken'))).toEqual(['4 part(*)']);
    expect(refused(crew('part(i) == broken || part(i) == cracked'))).toEqual([
      'part(*): the order of declaration decides for which of them call(1) happens first',
    ]);
  });

  test('many states of few', () => {
    const few = `
indices: {i: 2}
places: {queue(i): {initial: 0, max: 9}}
activities:
  arrive(i): {when: queue(i) < 9, rate: 1, then: {queue(i): queue(i) + 1}}
  leave(i): {when: queue(i) > 0, rate: 2, then: {queue(i): queue(i) - 1}}
measures: {all: {steady-state: sum(queue(*))}}
`;
    expect(refused(few)).toEqual([
      'queue(*): one of the 2 has 10 states: counted they would take 18 activities instead of 4',
    ]);
    expect(lumped(netOf(few), { evenIfMore: true }).counted).toHaveLength(1);
  });
});
