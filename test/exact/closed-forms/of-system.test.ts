import { describe, expect, test } from 'vitest';
import { type ClosedFormAnswer, closedForm } from '../../../src/exact/closed-forms/of-system.js';
import { systemOf } from '../../system/read-system.js';
import { solvedSystem } from './solved-system.js';

/** Relative agreement of two solutions that are both exact but for rounding and truncation at 1e-14. */
const AGREEMENT = 1e-9;

const MISSION = 'mission: 1000 h\nhorizon: 500 h\n';
const LAYERS = 'hardware: {reliability: 0.99}\nhypervisor: {reliability: 0.98}\n';

function given(node: string, measure: string, time?: number): ClosedFormAnswer & { applies: true } {
  const answer = closedForm(systemOf(node), measure, time);
  if (!answer.applies) throw new Error(`${measure}: ${answer.reasons.join('; ')}`);
  return answer;
}

function reasons(node: string, measure: string, time?: number): readonly string[] {
  const answer = closedForm(systemOf(node), measure, time);
  if (answer.applies) throw new Error(`${measure} is given as ${answer.value}`);
  return answer.reasons;
}

function expectSame(found: number | undefined, exact: number | undefined): void {
  if (found === undefined || exact === undefined) throw new Error('nothing to compare');
  const scale = Math.max(Math.abs(exact), Number.MIN_VALUE);
  if (exact === 0) expect(found).toBe(0);
  else expect(Math.abs(found - exact) / scale).toBeLessThan(AGREEMENT);
}

function expectPair(
  answer: ClosedFormAnswer & { applies: true },
  [value, complement]: readonly [number, number],
): void {
  expectSame(answer.value, value);
  expectSame(answer.complement, complement);
}

const UNREPAIRED: readonly (readonly [form: string, what: string, node: string])[] = [
  ['NV', 'one software machine', 'hardware: {reliability: 0.95}\nsoftware: {mttf: 400 h}'],
  ['n', 'one VM', `${LAYERS}vms: {count: 1, reliability: 0.9}`],
  [
    'n',
    'hopeless VMs',
    'hardware: {reliability: 1}\nhypervisor: {reliability: 0.3}\nvms: {count: 4, reliability: 0.1}',
  ],
  ['n', 'near-certain parts', 'hardware: {mttf: 1e9 h}\nhypervisor: {mttf: 1e10 h}\nvms: {count: 2, mttf: 1e6 h}'],
  ['n', 'different VMs', `${LAYERS}vms: [{reliability: 0.9}, {name: x, count: 2, reliability: 0.5}]`],
  ['n', 'Dom0', `${LAYERS}dom0: {reliability: 0.97}\nvms: {count: 2, reliability: 0.9}`],
  [
    'n',
    'type 2',
    'hardware: {reliability: 0.99}\nhost-os: {reliability: 0.97}\nvmm: {reliability: 0.98}\nvms: {count: 2, reliability: 0.9}',
  ],
  ['k-of-n', '3 of 4', `${LAYERS}vms: {count: 4, reliability: 0.9}\nservice: {needs: 3}`],
  ['k-of-n', 'all of 3', `${LAYERS}vms: {count: 3, reliability: 0.9}\nservice: {needs: 3}`],
  [
    'k-of-n',
    '2 of different VMs',
    `${LAYERS}vms: [{count: 2, reliability: 0.9}, {reliability: 0.6}]\nservice: {needs: 2}`,
  ],
  ['2of3', 'crashes', `${LAYERS}vms: {count: 3, reliability: 0.4}\nservice: {voting: {of: 3, needs: 2}}`],
  [
    '2of3',
    'wrong answers that may agree',
    `${LAYERS}vms: {count: 3, reliability: 0.9, value-failures: 0.4}\nservice: {voting: {of: 3, needs: 2, agree: 0.3}}`,
  ],
  ['C1', 'f in the VMs', `${LAYERS}vms: {count: 3, reliability: 0.9}\nfunction: {in: vms, reliability: 0.75}`],
  [
    'C2',
    'F in the hypervisor',
    `${LAYERS}vms: {count: 3, reliability: 0.9}\nfunction: {in: hypervisor, reliability: 0.75}`,
  ],
  [
    'shock',
    'to a series node, marginals kept',
    'hardware: {reliability: 0.95}\nsoftware: {reliability: 0.9}\ncommon-cause: [{among: [hardware, software], survival: 0.96, marginals: kept}]',
  ],
  [
    'shock',
    'to the VMs, marginals kept',
    `${LAYERS}vms: {count: 3, reliability: 0.9}\ncommon-cause: [{among: [vms], survival: 0.96, marginals: kept}]`,
  ],
  [
    'shock',
    'on top, to everything',
    `${LAYERS}vms: {count: 2, reliability: 0.9}\ncommon-cause: [{among: [hypervisor, vms], mttf: 5000 h}]`,
  ],
  [
    'shock',
    'beta factor of voters',
    `${LAYERS}vms: {count: 3, reliability: 0.4}\nservice: {voting: {of: 3, needs: 2}}\ncommon-cause: [{among: [vms], beta: 0.1}]`,
  ],
  [
    'shock',
    'that hits each VM with some probability',
    `${LAYERS}vms: {count: 3, reliability: 0.9}\ncommon-cause: [{among: [vms], mttf: 300 h, hits: {vms: 0.4}}]`,
  ],
  [
    'shock',
    'two causes',
    `${LAYERS}vms: [{name: a, reliability: 0.9}, {name: b, reliability: 0.8}, {name: c, reliability: 0.7}]\ncommon-cause: [{among: [a, b], survival: 0.95, marginals: kept}, {name: flood, among: [b, c], mttf: 700 h, hits: {c: 0.5}}]`,
  ],
];

describe.each([true, false])('without repair, independent: %s', (independent) => {
  test.each(UNREPAIRED)('%s, %s', (form, _, rest) => {
    const node = `${MISSION}independent: ${independent}\n${rest}`;
    const solved = solvedSystem(node);
    expectPair(given(node, 'reliability'), solved.reliability(1000));
    expect(given(node, 'reliability').form).toBe(form);
    expectPair(given(node, 'reliability-curve', 50), solved.reliability(50));
    expectPair(given(node, 'point-availability', 250), solved.pointAvailability(250));
    expectPair(given(node, 'availability'), solved.intervalAvailability(500));
    if (!rest.includes('hits')) expectSame(given(node, 'mttf').value, solved.mttf);
  });
});

const REPAIRED = 'hardware: {mttf: 4000 h, mttr: 20 h}\nhypervisor: {mttf: 900 h, mttr: 3 h}\n';

describe('independent and repaired', () => {
  test.each([
    ['any VM', `${REPAIRED}vms: {count: 3, mttf: 50 h, mttr: 30 h}`],
    ['2 of 3', `${REPAIRED}vms: {count: 3, mttf: 50 h, mttr: 3 h, value-failures: 0}\nservice: {needs: 2}`],
    ['different VMs', `${REPAIRED}vms: [{mttf: 50 h, mttr: 1 h}, {name: x, count: 2, mttf: 10 h, mttr: 9 h}]`],
    ['function in the VMs', `${REPAIRED}vms: {count: 2, mttf: 50 h, mttr: 3 h}\nfunction: {in: vms, mttf: 80 h}`],
    [
      'function in the hypervisor',
      `${REPAIRED}vms: {count: 2, mttf: 50 h, mttr: 3 h}\nfunction: {in: hypervisor, mttf: 80 h, mttr: 1 h}`,
    ],
    [
      'near-certain',
      'hardware: {mttf: 1e8 h, mttr: 1 h}\nhypervisor: {mttf: 1e9 h, mttr: 1 h}\nvms: {count: 2, mttf: 1e5 h, mttr: 1 h}',
    ],
  ])('availabilities and mean times: %s', (_, rest) => {
    const node = `${MISSION}independent: true\n${rest}`;
    const solved = solvedSystem(node);
    expectPair(given(node, 'availability-long-run'), solved.longRunAvailability());
    expectPair(given(node, 'availability'), solved.intervalAvailability(500));
    expectPair(given(node, 'point-availability', 7), solved.pointAvailability(7));
    expectSame(given(node, 'mut').value, solved.mut());
    expectSame(given(node, 'mdt').value, solved.mdt());
    expectSame(given(node, 'capacity').value, solved.capacity());
    expectSame(given(node, 'capacity-share').value, solved.capacity() / solved.capacityWhenNew);
    const down = solved.longRunAvailability()[1];
    expectSame(given(node, 'downtime-year').value, 8760 * down);
    expectSame(given(node, 'nines').value, -Math.log10(down));
    expect(given(node, 'availability', 0).value).toBe(1);
    expect(given(node, 'availability-long-run').form).toBe('availability');
    expect(given(node, 'point-availability', 7).form).toBe('two-state');
  });

  test('every stage of a restoration counts, whatever its distribution', () => {
    const stages = 'detection: 30 min, repair: {lognormal: {mean: 4 h, cv: 1}}, boot: 6 min';
    const node = `independent: true\nhardware: {life: {weibull: {shape: 2, mean: 100 h}}, ${stages}}\nsoftware: {mttf: 50 h, repair: reboot, boot: 1 h}`;
    expectSame(given(node, 'availability-long-run').value, (100 / 104.6) * (50 / 51));
  });

  test('a VM and the function in it are one component when their lives are general', () => {
    const node = `independent: true\nhardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\nvms: {count: 1, life: {uniform: {min: 0 h, max: 2 h}}, mttr: 1 h}\nfunction: {in: vms, life: {uniform: {min: 0 h, max: 1 h}}}`;
    // E min(U1, U2) = int_0^1 (1 - t) (1 - t/2) dt = 5/12
    expectSame(given(node, 'availability-long-run').value, 5 / 12 / (5 / 12 + 1));
  });
});

describe('lives that are not exponential', () => {
  const node = `${MISSION}hardware: {life: {weibull: {shape: 2, scale: 800 h}}, age: 100 h}\nhypervisor: {life: {gamma: {shape: 1, mean: 3000 h}}}\nvms: {count: 2, life: 700 h}`;

  test('R(t) is the product of exp(-H_i(t)), given the age at time 0', () => {
    const hardware = (t: number) => Math.exp(-(((t + 100) / 800) ** 2) + (100 / 800) ** 2);
    expectSame(given(node, 'reliability-curve', 600).value, hardware(600) * Math.exp(-0.2));
    expect(given(node, 'reliability').value).toBe(0);
  });

  test('MTTF is its integral', () => {
    // One Weibull life of shape 2 alone: scale Gamma(3/2) = scale sqrt(pi) / 2.
    const one = 'hardware: {reliability: 1, mission: 1 h}\nsoftware: {life: {weibull: {shape: 2, scale: 800 h}}}';
    expectSame(given(one, 'mttf').value, 400 * Math.sqrt(Math.PI));
    const fixed = 'hardware: {life: 30 h}\nsoftware: {life: 20 h}';
    expectSame(given(fixed, 'mttf').value, 20);
  });

  test('a shock of general life fails all its members', () => {
    const shocked =
      'mission: 10 h\nhardware: {reliability: 1}\nsoftware: {reliability: 0.5}\ncommon-cause: [{among: [hardware, software], life: {uniform: {min: 0 h, max: 40 h}}}]';
    expectSame(given(shocked, 'reliability').value, 0.5 * 0.75);
  });
});

describe('a form that does not apply says everything that is in its way', () => {
  const coupled = `${REPAIRED}vms: {count: 3, mttf: 50 h, mttr: 3 h}`;

  test('a coupled system has no product of availabilities', () => {
    expect(reasons(coupled, 'availability-long-run')).toEqual([
      'hardware takes down what stands on it (the system is not independent)',
      'hypervisor takes down what stands on it (the system is not independent)',
    ]);
    expect(reasons(coupled, 'nines')).toHaveLength(2);
  });

  test('and the product would be wrong', () => {
    const apart = given(`independent: true\n${coupled}`, 'availability-long-run');
    const together = solvedSystem(coupled).longRunAvailability();
    expect(Math.abs(apart.value - together[0])).toBeGreaterThan(1000 * AGREEMENT);
  });

  test('a coupled system whose layers never come back is no different from an independent one', () => {
    const node = `${MISSION}hardware: {mttf: 4000 h}\nhypervisor: {mttf: 900 h}\nvms: {count: 2, mttf: 50 h, mttr: 3 h}`;
    const solved = solvedSystem(node);
    expectPair(given(node, 'availability'), solved.intervalAvailability(500));
    expectPair(given(node, 'point-availability', 80), solved.pointAvailability(80));
  });

  test('nothing stands on the function in the hypervisor, and boots that need not wait do not', () => {
    const vms = 'vms: {count: 2, mttf: 50 h, repair: reboot, boot: {exponential: {mean: 1 h}}}\nboots-at-once: 2';
    const node = `${MISSION}hardware: {mttf: 4000 h}\nhypervisor: {mttf: 900 h}\n${vms}\nfunction: {in: hypervisor, mttf: 80 h, mttr: 9 h}`;
    expectPair(given(node, 'availability'), solvedSystem(node).intervalAvailability(500));
  });

  test('what never fails is never repaired', () => {
    const node = `${MISSION}hardware: {reliability: 1, mttr: 1 h}\nhypervisor: {reliability: 0.9}\nvms: {count: 2, reliability: 1, mttr: 1 h}`;
    expectPair(given(node, 'reliability'), solvedSystem(node).reliability(1000));
    expectPair(given(node, 'availability'), solvedSystem(node).intervalAvailability(500));
  });

  test('redundant servers that are repaired have no R(t), a series of them has', () => {
    expect(reasons(coupled, 'reliability')).toEqual(['vm is repaired while other servers serve on']);
    expect(reasons(coupled, 'mttf')).toEqual(['vm is repaired while other servers serve on']);
    const series = `${MISSION}${coupled}\nservice: {needs: 3}`;
    expectPair(given(series, 'reliability'), solvedSystem(series).reliability(1000));
    expectSame(given(series, 'mttf').value, solvedSystem(series).mttf);
  });

  test('two-state components need exponential lives and one exponential stage', () => {
    const node =
      'independent: true\nhardware: {life: {weibull: {shape: 2, mean: 50 h}}, mttr: 1 h}\nsoftware: {mttf: 50 h, mttr: 1 h, boot: 1 min}';
    expect(reasons(node, 'point-availability', 3)).toEqual([
      'the life of hardware is not exponential',
      'the down time of software is not one exponential stage',
    ]);
    expect(given(node, 'availability-long-run').applies).toBe(true);
  });

  test('fixed times keep components in step', () => {
    const fixed = '{life: 9 h, repair: 1 h}';
    const node = `independent: true\nhardware: ${fixed}\nsoftware: ${fixed}`;
    expect(reasons(node, 'availability-long-run')[0]).toMatch(/hardware, software are not spread/);
    const one = `independent: true\nhardware: ${fixed}\nsoftware: {mttf: 9 h, repair: 1 h}`;
    expectSame(given(one, 'availability-long-run').value, 0.81);
  });

  test('common causes, wrong answers, boots that wait and unseen failures', () => {
    const shared = `independent: true\n${REPAIRED}vms: {count: 3, mttf: 50 h, mttr: 3 h}\ncommon-cause: [{name: flood, among: [vms], mttf: 500 h}]`;
    expect(reasons(shared, 'availability-long-run')).toEqual(['flood fails several components at once']);
    const wrong = `${MISSION}${LAYERS}vms: {count: 3, reliability: 0.9, value-failures: 0.5}`;
    expect(reasons(wrong, 'reliability')).toEqual(['vm gives wrong answers and nobody votes']);
    const waits =
      'hardware: {mttf: 4000 h}\nhypervisor: {mttf: 900 h}\nboots-at-once: 1\nvms: {count: 2, mttf: 50 h, repair: reboot, boot: {exponential: {mean: 1 h}}}';
    expect(reasons(waits, 'availability')).toEqual(['only 1 of 2 servers can boot at once']);
    const unseen = 'hardware: {mttf: 900 h, repair: 0 h}\nsoftware: {mttf: 50 h}';
    expect(reasons(unseen, 'reliability')).toEqual(['a failure of hardware may be over in no time']);
    const chancy = `${LAYERS}${MISSION}vms: {count: 2, mttf: 50 h}\ncommon-cause: [{among: [vms], life: 500 h, hits: {vms: 0.5}}]`;
    expect(reasons(chancy, 'reliability')).toEqual([
      'common-cause hits only some of its members, at times that are not exponential',
    ]);
    const often = `${LAYERS}${MISSION}vms: {count: 2, mttf: 50 h}\ncommon-cause: [{among: [vms], mttf: 3 min, hits: {vms: 0.5}}]`;
    expect(reasons(often, 'reliability')).toEqual(['common-cause strikes more than 10000 times']);
    expect(reasons(often, 'mttf')).toEqual([
      'common-cause hits only some of its members: R(t) is given, not its integral',
    ]);
  });

  test('lives that are over, that never end, and sums that are too long', () => {
    const over = 'hardware: {life: {uniform: {min: 1 h, max: 2 h}}, age: 3 h}\nsoftware: {mttf: 9 h}';
    expect(reasons(over, 'mttf')).toEqual(['hardware is older than its life can be']);
    const ever = 'mission: 1 h\nhardware: {reliability: 1}\nsoftware: {reliability: 1}';
    expect(reasons(ever, 'mttf')).toEqual(['the integral of R(t) is infinite or did not settle']);
    expect(given(ever, 'reliability')).toMatchObject({ value: 1, complement: 0 });
    const long = `${MISSION}${LAYERS}vms: {count: 2000, reliability: 0.9}\nservice: {needs: 1000}`;
    expect(reasons(long, 'reliability')).toEqual(['1000 of 2000 servers: the sum is too long']);
  });

  test("measures without a closed form, unknown ones and the user's own", () => {
    const node = `independent: true\n${coupled}\nmeasures: {mine: {steady-state: capacity}}`;
    expect(reasons(node, 'outages')).toEqual(['no closed form gives outages']);
    expect(reasons(node, 'nonsense')).toEqual(['no closed form gives nonsense']);
    expect(reasons(node, 'mine')).toEqual(["mine is the system's own measure"]);
    const unrepaired = `${MISSION}${LAYERS}vms: {count: 2, reliability: 0.9}`;
    expect(reasons(unrepaired, 'availability-long-run')).toEqual(['no closed form gives availability-long-run']);
    for (const measure of ['capacity', 'capacity-share']) {
      expect(reasons(unrepaired, measure)).toEqual(['capacity has a closed form in the long run only']);
    }
    expect(() => closedForm(systemOf(node), 'point-availability')).toThrow(/needs a time/);
  });
});
