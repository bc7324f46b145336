import { describe, expect, it } from 'vitest';
import { exactValue, exactValues, expectAgreement } from './agreement.js';
import { complaints } from './complaints.js';

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n';

/** Over all simulated comparisons of this file, a correct simulator fails with at most this probability. */
const FALSE_ALARM = 1e-6;
const COMPARISONS = 3;

describe('a load that is spread over the servers that run', () => {
  it.each([0, 1, 2.5])('to the power of %d: the mean life of three is the sum of their stages', (exponent) => {
    const life = exactValue(`${GOOD}vms: {count: 3, mttf: 100 h}\nload: {exponent: ${exponent}}`, 'mttf');
    const stages = [3, 2, 1].map((running) => 100 / (running * (3 / running) ** exponent));
    expect(life).toBeCloseTo(
      stages.reduce((sum, stage) => sum + stage, 0),
      9,
    );
  });

  it('brings a share of the failures', () => {
    const node = `${GOOD}vms: {count: 2, mttf: 100 h}\nload: {exponent: 2, share: 0.25}\nhorizon: 1000000 h`;
    const [mttf, induced] = exactValues(node, ['mttf', 'load-failures']);
    // Alone, a VM fails at 0.75 + 0.25 * 2^2 times its usual rate.
    expect(mttf).toBeCloseTo(100 / 2 + 100 / 1.75, 9);
    expect(induced).toBeCloseTo(0.25 + 1 / 1.75, 9);
  });

  it('is that of as many servers as the failures are given for', () => {
    const life = (count: number): number =>
      exactValue(
        `${GOOD}vms: {count: ${count}, mttf: 100 h}\nservice: {needs: ${count}}\nload: {exponent: 2, nominal: 2}`,
        'mttf',
      );
    expect(life(2)).toBeCloseTo(50, 9);
    // Half the load each, a quarter of the failures each, twice the VMs.
    expect(life(4)).toBeCloseTo(100, 9);
  });

  it('shortens lives of any law by making them pass faster', () => {
    const node = `${GOOD}vms: {count: 2, life: {erlang: {stages: 2, mean: 100 h}}}\nload: {exponent: 1}`;
    // Until the first of two failures, and then twice as fast what is left of the other.
    const stages = 1 / 50;
    const both = 1 / (2 * stages) + 0.5 * (1 / (2 * stages)) * 2;
    expect(exactValue(`${node}\nservice: {needs: 2}`, 'mttf')).toBeCloseTo(both + both / 4, 9);
  });

  it('makes nothing of it when the power is 0', () => {
    const node = `hardware: {mttf: 1 y, mttr: 4 h}\nhypervisor: {mttf: 90 d, mttr: 1 h}\nvms: {count: 3, mttf: 10 d, mttr: 10 h, boot: {exponential: {mean: 1 h}}}`;
    const measures = ['availability', 'mttf', 'outages'];
    for (const [index, value] of exactValues(`${node}\nload: {exponent: 0}`, measures).entries()) {
      expect(value).toBeCloseTo(exactValues(node, measures)[index] ?? Number.NaN, 10);
    }
  });
});

describe('the load of hosts', () => {
  const hosts = (load: string, more = ''): string =>
    `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\nhosts: {count: 2${more}}\nload: ${load}`;

  it('is what its VMs carry: fewer of them on a host, fewer failures of each', () => {
    const life = (room: number): number =>
      exactValue(
        `${hosts('{of: host, exponent: 2}', `, room: ${room}`)}\nvms: {count: 4, mttf: 100 h}\nservice: {needs: 4}`,
        'mttf',
      );
    expect(life(2)).toBeCloseTo(25, 9);
    // All on one host: it carries twice as much as when they are spread.
    expect(life(4)).toBeCloseTo(25 / 4, 9);
    // Three and one: 3 VMs at (2 * 3/4)^2, one at (2 * 1/4)^2.
    expect(life(3)).toBeCloseTo(100 / (3 * 1.5 ** 2 + 0.5 ** 2), 9);
  });

  it('is measured on the busiest', () => {
    const most = exactValue(
      `${hosts('{of: host}', ', room: 3')}\nvms: {count: 4, mttf: 100 h}\nhorizon: 1000 h\nmeasures: {start: {at: 0, of: load.most}}`,
      'start',
    );
    expect(most).toBeCloseTo(1.5, 12);
  });
});

describe('a load, simulated', () => {
  it.each([
    ['alone', 'hypervisor: {mttf: 30 d, mttr: 1 h}\nvms: {count: 3, mttf: 5 d, mttr: 20 h}\nservice: {needs: 2}'],
    [
      'of VMs that age, in a function that fails too',
      'hypervisor: {mttf: 30 d, mttr: 1 h}\nvms: {count: 2, mttf: 5 d, ageing: {latent: 2 d, failure: 2 d}, mttr: 20 h}\nfunction: {in: vms, mttf: 10 d}',
    ],
    [
      'on two hosts',
      'hypervisor: {mttf: 20 d, mttr: 10 h}\nvms: {count: 3, mttf: 5 d, mttr: 20 h}\nhosts: {count: 2}\nservice: {needs: 2}',
    ],
  ])('%s: as it is solved', async (what, node) => {
    const of = what === 'on two hosts' ? 'of: host, ' : '';
    const system = `hardware: {mttf: 1 y, mttr: 4 h}\n${node}\nload: {${of}exponent: 1.5, share: 0.5}\nhorizon: 100 d`;
    await expectAgreement(system, ['availability', 'outages', 'load-failures'], {
      trials: 500,
      falseAlarm: FALSE_ALARM / COMPARISONS,
      width: 0.4,
    });
  });
});

describe('a load that cannot be used', () => {
  const VMS = 'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, mttf: 1 d}\nload: ';
  it.each([
    [`${VMS}{exponent: -1}`, /^load.exponent: -1; a number from 0/],
    [`${VMS}{share: 0}`, /^load.share: 0; a share above 0/],
    [`${VMS}{nominal: 0}`, /^load.nominal: 0; a number above 0/],
    [`${VMS}{of: host}`, /^load.of: the load of hosts of one machine/],
    [`${VMS}1`, /^load: 1; a map like/],
    [
      'hardware: {mttf: 1 y}\nhypervisor: {mttf: 1 y}\nvms: {count: 2, ageing: {latent: 1 d, failure: 1 d}}\nload: {}',
      /^vms: a load on what fails by its age alone/,
    ],
  ])('%s', (node, complaint) => {
    const found = complaints(node);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});
