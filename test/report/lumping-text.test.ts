import { expect, test } from 'vitest';
import { lumped } from '../../src/net/lumping/lump.js';
import { lumpingText } from '../../src/report/lumping-text.js';
import { netOf } from '../exact/explore/nets.js';

test('what came of counting members is a line for each kind of them', () => {
  const hosts = (life: string) => `
indices: {x: 5, i: 3}
places:
  host(x): {states: [on, out]}
  vm(x,i): {states: [up, down]}
activities:
  lose(x): {when: host(x) == on, ${life}, then: {host(x): out, 'vm(x,*)': down}}
  mend(x): {when: host(x) == out, rate: 1, then: {host(x): on}}
  fail(x,i): {when: 'vm(x,i) == up', rate: 0.3, then: {'vm(x,i)': down}}
  repair(x,i): {when: 'vm(x,i) == down && host(x) == on', rate: 2, then: {'vm(x,i)': up}}
measures: {up: {steady-state: 'sum(vm(*,*) == up)'}}
`;
  expect(lumpingText(lumped(netOf(hosts('rate: 0.1'))))).toBe(
    `lumped: vm(1, *): 3 in 2 counters, and 4 more like these
lumped: host(*), vm(*, *)=up, vm(*, *)=down: 5 in 5 counters
`,
  );
  expect(lumpingText(lumped(netOf(hosts('delay: 10'))))).toBe(
    `lumped: vm(1, *): 3 in 2 counters, and 4 more like these
not lumped: host(*), vm(*, *)=up, vm(*, *)=down: the clock of lose(1) remembers: only exponential ones can be counted
`,
  );
  expect(lumpingText(undefined)).toBe('not lumped: trials are paired with those of the baseline\n');
});
