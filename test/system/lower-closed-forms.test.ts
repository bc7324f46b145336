import { describe, expect, it } from 'vitest';
import { distributionAfter, type Explored, longRunDistribution } from './explore.js';
import { exploredSystem } from './read-system.js';

/** The solutions compared are exact but for rounding and for a truncated tail of 1e-14. */
const DIGITS = 10;

function probability(explored: Explored, distribution: readonly number[], label: string): number {
  return explored.states.reduce(
    (total, state, i) => total + (explored.label(label, state) !== 0 ? (distribution[i] ?? 0) : 0),
    0,
  );
}

/** The probability that a label holds after a mission of 1000 h. */
function atMission(node: string, label = 'service'): number {
  const explored = exploredSystem(`mission: 1000 h\n${node}`);
  return probability(explored, distributionAfter(explored, 1000), label);
}

const VIRTUAL = 'hardware: {reliability: 0.99}\nhypervisor: {reliability: 0.98}\n';

describe.each([true, false])(
  'without repair, a lowered system with independent: %s has the reliability of its closed form',
  (independent) => {
    it.each([
      ['NV', 'hardware: {reliability: 0.95}\nsoftware: {reliability: 0.9}', 0.95 * 0.9],
      [
        'NV with other missions',
        'hardware: {reliability: 0.9025, mission: 2000 h}\nsoftware: {mttf: 1000 h}',
        0.95 * Math.exp(-1),
      ],
      [
        'n VMs that hardly work',
        'hardware: {reliability: 1}\nhypervisor: {reliability: 0.3}\nvms: {count: 3, reliability: 0.1}',
        0.0813,
      ],
      [
        'n different VMs',
        `${VIRTUAL}vms: [{reliability: 0.9}, {reliability: 0.8}, {name: x, count: 2, reliability: 0.5}]`,
        0.99 * 0.98 * (1 - 0.1 * 0.2 * 0.25),
      ],
      [
        'k of n',
        `${VIRTUAL}vms: {count: 4, reliability: 0.9}\nservice: {needs: 3}`,
        0.99 * 0.98 * (4 * 0.9 ** 3 * 0.1 + 0.9 ** 4),
      ],
      ['Dom0', `${VIRTUAL}dom0: {reliability: 0.97}\nvms: {count: 2, reliability: 0.9}`, 0.99 * 0.98 * 0.97 * 0.99],
      [
        'type 2',
        'hardware: {reliability: 0.99}\nhost-os: {reliability: 0.97}\nvmm: {reliability: 0.98}\nvms: {count: 2, reliability: 0.9}',
        0.99 * 0.97 * 0.98 * 0.99,
      ],
      [
        'f in the VMs',
        `${VIRTUAL}vms: {count: 3, reliability: 0.9}\nfunction: {in: vms, reliability: 0.75}`,
        0.99 * 0.98 * (1 - (1 - 0.75 * 0.9) ** 3),
      ],
      [
        'F in the hypervisor',
        `${VIRTUAL}vms: {count: 3, reliability: 0.9}\nfunction: {in: hypervisor, reliability: 0.75}`,
        0.99 * 0.98 * 0.75 * 0.999,
      ],
      [
        'voting, crashes',
        `${VIRTUAL}vms: {count: 3, reliability: 0.9}\nservice: {voting: {of: 3, needs: 2}}`,
        0.99 * 0.98 * (3 * 0.9 ** 2 - 2 * 0.9 ** 3),
      ],
      [
        'voting, wrong answers',
        `${VIRTUAL}vms: {count: 3, reliability: 0.9, value-failures: 0.4}\nservice: {voting: {of: 3, needs: 2}}`,
        0.99 * 0.98 * (3 * 0.9 ** 2 - 2 * 0.9 ** 3),
      ],
      [
        'wrong answers without voting',
        `${VIRTUAL}vms: {count: 2, reliability: 0.9, value-failures: 0.4}`,
        0.99 * 0.98 * (0.96 ** 2 - 0.06 ** 2),
      ],
      [
        'a shock to series, kept',
        'hardware: {reliability: 0.95}\nsoftware: {reliability: 0.9}\ncommon-cause: [{among: [hardware, software], survival: 0.96, marginals: kept}]',
        0.890625,
      ],
      [
        'a shock to series, added',
        'hardware: {reliability: 0.95}\nsoftware: {reliability: 0.9}\ncommon-cause: [{among: [hardware, software], survival: 0.96}]',
        0.95 * 0.9 * 0.96,
      ],
      [
        'a shock to VMs, kept',
        `${VIRTUAL}vms: {count: 3, reliability: 0.9}\ncommon-cause: [{among: [vms], survival: 0.96, marginals: kept}]`,
        0.99 * 0.98 * 0.96 * (1 - (1 - 0.9 / 0.96) ** 3),
      ],
      [
        'a beta factor',
        `${VIRTUAL}vms: {count: 3, reliability: 0.9}\ncommon-cause: [{among: [vms], beta: 0.2}]`,
        0.99 * 0.98 * 0.9 ** 0.2 * (1 - (1 - 0.9 ** 0.8) ** 3),
      ],
      [
        'two beta factors',
        `${VIRTUAL}vms: {count: 2, reliability: 0.9}\ncommon-cause: [{among: [vms], beta: 0.2}, {among: [vms], beta: 0.3}]`,
        0.99 * 0.98 * 0.9 ** 0.5 * (1 - (1 - 0.9 ** 0.5) ** 2),
      ],
      [
        'a beta factor and a shock, kept',
        `${VIRTUAL}vms: {count: 2, reliability: 0.9}\ncommon-cause: [{among: [vms], beta: 0.2}, {name: s, among: [vms], survival: 0.96, marginals: kept}]`,
        0.99 * 0.98 * 0.96 * 0.9 ** 0.2 * (1 - (1 - 0.9 ** 0.8 / 0.96) ** 2),
      ],
      // Shocks that hit one VM with probability p are thinned to a rate of p times theirs.
      [
        'a shock that misses, kept',
        `${VIRTUAL}vms: {count: 1, reliability: 0.9}\ncommon-cause: [{among: [hardware, vms], mttf: 5000 h, marginals: added, hits: {vms: 0.25, hardware: 0}}]`,
        0.99 * 0.98 * 0.9 * Math.exp(-0.25 / 5),
      ],
      [
        'a shock that may miss each, marginals kept',
        `${VIRTUAL}vms: [{reliability: 0.9}, {reliability: 0.5}]\nservice: {needs: 2}\ncommon-cause: [{among: [vm1, vm2], mttf: 20000 h, marginals: kept, hits: {vm1: 0.5, vm2: 1}}]`,
        0.99 * 0.98 * 0.9 * 0.5 * Math.exp(0.05 * 0.5),
      ],
    ])('%s', (_, node, reliability) => {
      expect(atMission(`independent: ${independent}\n${node}`)).toBeCloseTo(reliability, DIGITS);
    });

    it('wrong answers that agree carry a vote', () => {
      const node = `independent: ${independent}\n${VIRTUAL}vms: {count: 3, reliability: 0.9, value-failures: 1}\nservice: {voting: {of: 3, needs: 2, agree: 0.3}}`;
      const two = 3 * 0.9 * 0.1 ** 2 * 0.3;
      const three = 0.1 ** 3 * (1 - 0.7 ** 3);
      expect(atMission(node, 'unsafe')).toBeCloseTo(0.99 * 0.98 * (two + three), DIGITS);
    });
  },
);

describe('with repair', () => {
  const REPAIRED = `
hardware: {mttf: 40 h, mttr: 2 h}
hypervisor: {mttf: 30 h, mttr: 1 h}
vms: {count: 2, mttf: 10 h, mttr: 2 h}
function: {in: hypervisor, mttf: 20 h, mttr: 1 h}
`;
  const availability = (up: number, down: number): number => up / (up + down);

  it('an independent system has the availability of its closed form', () => {
    const explored = exploredSystem(`independent: true${REPAIRED}`);
    const vms = 1 - (1 - availability(10, 2)) ** 2;
    const expected = availability(40, 2) * availability(30, 1) * availability(20, 1) * vms;
    expect(probability(explored, longRunDistribution(explored), 'service')).toBeCloseTo(expected, DIGITS);
  });

  it('a coupled node of one layer and one machine alternates', () => {
    // Up until either fails; then the hardware's repair and the boot that follows, or the machine's own repair and boot.
    const explored = exploredSystem(
      'hardware: {mttf: 40 h, mttr: 2 h}\nsoftware: {mttf: 10 h, mttr: 1 h, boot: {exponential: {mean: 30 min}}}',
    );
    const balance = longRunDistribution(explored);
    // Hardware fails at any time it is up: a share 40 / 42. While it is up, the machine boots (0.5 h), is up, is repaired (1 h) ...
    // and starts over with a boot after each repair of the hardware: a renewal process with restarts at rate 1 / 40 h.
    const h = 1 / 40;
    const boot = 1 / 0.5;
    const up = 1 / 10;
    const repair = 1;
    // Within hardware up: b = booting, u = up, r = repairing, with restarts to booting at rate h.
    // u (up + h) = b boot; r (repair + h) = u up; b + u + r = 1.
    const uPerB = boot / (up + h);
    const rPerB = (uPerB * up) / (repair + h);
    const u = uPerB / (1 + uPerB + rPerB);
    expect(probability(explored, balance, 'service')).toBeCloseTo((40 / 42) * u, DIGITS);
  });

  it('charges every moment of an outage to one cause', () => {
    const explored = exploredSystem(REPAIRED);
    const balance = longRunDistribution(explored);
    const down = 1 - probability(explored, balance, 'service');
    const byCause = new Map<string | number, number>();
    for (const [i, state] of explored.states.entries()) {
      if (explored.label('service', state) !== 0) continue;
      const cause = explored.read('last', state);
      byCause.set(cause, (byCause.get(cause) ?? 0) + (balance[i] ?? 0));
    }
    expect([...byCause.keys()].sort()).toEqual(['cause.function', 'cause.hardware', 'cause.hypervisor', 'cause.vm']);
    expect([...byCause.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(down, DIGITS);
    // The hardware is charged whenever it is down, and no less.
    expect(byCause.get('cause.hardware')).toBeGreaterThanOrEqual(2 / 42 - 1e-12);
  });
});
