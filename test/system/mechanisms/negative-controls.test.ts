import { describe, expect, it } from 'vitest';
import { exactValues } from './agreement.js';

const layers =
  'hardware: {mttf: 300 h, mttr: 10 h}\nhypervisor: {mttf: 100 h, mttr: 2 h, boot: {exponential: {mean: 30 min}}}';
const vms = (keys = ''): string => `vms: {count: 2, mttf: 60 h, mttr: 2 h, boot: {exponential: {mean: 1 h}}${keys}}`;
const plain = `${layers}\n${vms()}\nhorizon: 100 h`;
const noBoots =
  'hardware: {mttf: 300 h, mttr: 10 h}\nhypervisor: {mttf: 100 h, mttr: 2 h}\nvms: {count: 2, mttf: 60 h, mttr: 2 h}\nhorizon: 100 h';
const twoHosts = `hosts: {count: 2}\n${plain}`;
// A reboot below a VM that is being repaired would bring it back the sooner.
const sureVms = noBoots.replace('mttf: 60 h, mttr: 2 h', 'reliability: 1, mission: 1 h');
const sureOnTwo = `hosts: {count: 2}\n${sureVms}`;
const holes = 'vulnerabilities: {disclosure: 40 h, patch: 20 h, exploit: 10 h}';
const swap = 'patching: {how: copy-swap}';

/** What must not change, in each of two ways to write what is the same; each is solved by other arithmetic. */
const controls: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['containment of which nothing escapes', `${plain}\ncontainment: {boundary: vm, escape: 0}`, plain, []],
  ['a load to the power of 0', `${plain}\nload: {exponent: 0}`, plain, []],
  [
    'patches that come out never',
    `${plain}\npatching: {arrivals: 1000000000000000000 y, apply: {exponential: {mean: 1 h}}}`,
    plain,
    [],
  ],
  [
    'copies that are patched, boot and take over in no time',
    `${plain}\npatching: {how: copy-swap, arrivals: 20 h, restart: 0 s}`,
    plain,
    [],
  ],
  [
    'a limit of boots that nothing reaches, and copies that cost nothing',
    `${plain}\npatching: {how: copy-swap, arrivals: 20 h, apply: {exponential: {mean: 1 h}}, copy-share: 0}\nboots-at-once: 3`,
    `${plain}\npatching: {how: copy-swap, arrivals: 20 h, apply: {exponential: {mean: 1 h}}}`,
    ['capacity', 'swaps'],
  ],
  [
    'a limit of boots that no reincarnation reaches',
    `${plain}\nrejuvenation: {every: 30 h, how: reincarnation, boot-work: {exponential: {mean: 1 h}}, boot-share: 0.5}\nboots-at-once: 3`,
    `${plain}\nrejuvenation: {every: 30 h, how: reincarnation, boot-work: {exponential: {mean: 1 h}}, boot-share: 0.5}`,
    ['capacity', 'rejuvenations'],
  ],
  [
    'holes that are closed by copies in no time',
    `${plain}\n${holes.replace(', exploit: 10 h', '')}\n${swap.replace('}', ', restart: 0 s}')}`,
    plain,
    [],
  ],
  [
    'a monitor that detects nothing, beside none',
    `${plain}\n${holes}\npatching: {apply: {exponential: {mean: 1 h}}}\nenforcement: {policy: monitor-crash, monitor: {detection: 0}}`,
    `${plain}\n${holes}\npatching: {apply: {exponential: {mean: 1 h}}}\nenforcement: {policy: run-on}`,
    ['unsafe-year', 'exposure-year', 'compromises'],
  ],
  ['a reboot in no time of what has no memory', `${noBoots}\nrejuvenation: {every: 30 h}`, noBoots, []],
  [
    'a reincarnation of what has no memory',
    `${plain}\nrejuvenation: {every: 30 h, how: reincarnation, boot-work: {exponential: {mean: 1 h}}, boot-share: 0.5, policy: restart}`,
    plain,
    [],
  ],
  [
    'layers whose VMs are suspended, and which boot, in no time',
    `${sureVms}\nrejuvenation: {of: hypervisor, every: 30 h, vms: suspend}`,
    sureVms,
    [],
  ],
  [
    'moving home in no time where nothing moves away',
    `${twoHosts}\nmigration: {copy: 0 s, return: true}`,
    twoHosts,
    [],
  ],
  [
    'hosts that are evacuated, and boot, in no time',
    `${sureOnTwo}\nmigration: {copy: 0 s, return: true}\nrejuvenation: {of: hypervisor, every: 30 h, vms: evacuate}`,
    sureOnTwo,
    [],
  ],
  ['checkpoints that take no time', `${plain}\ncheckpointing: {every: {exponential: {mean: 10 h}}}`, plain, []],
];

describe('what must change nothing', () => {
  it.each(controls)('%s', (_, changed, unchanged, more) => {
    const measures = [...new Set(['availability', 'outages', ...more])];
    const [found, wanted] = [exactValues(changed, measures), exactValues(unchanged, measures)];
    for (const [index, value] of wanted.entries())
      expect(Math.abs((found[index] ?? Number.NaN) / value - 1)).toBeLessThan(1e-9);
  });

  it('the share of the node that a copy boots with does not change the work that is lost', () => {
    const lost = (share: number): number => {
      const sure = 'hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}';
      const ageless = 'vms: {count: 2, reliability: 1, mission: 1 h}';
      const copies = `rejuvenation: {every: 40 h, how: reincarnation, boot-work: {exponential: {mean: 1 h}}, boot-share: ${share}}`;
      return exactValues(`${sure}\n${ageless}\n${copies}\nhorizon: 100 h`, ['lost-work-year'])[0] ?? Number.NaN;
    };
    expect(lost(1) / lost(0.5)).toBeCloseTo(1, 8);
  });

  it('the share of the capacity is that of all VMs, of whatever kind', () => {
    const vms = 'vms: [{name: a, count: 2, mttf: 10 h, mttr: 10 h}, {name: b, mttf: 10 h, mttr: 30 h}]';
    const node = `hardware: {reliability: 1, mission: 1 h}\nhypervisor: {reliability: 1, mission: 1 h}\n${vms}`;
    const [capacity, share] = exactValues(node, ['capacity', 'capacity-share']);
    expect(capacity).toBeCloseTo(2 / 2 + 1 / 4, 10);
    expect(share).toBeCloseTo((2 / 2 + 1 / 4) / 3, 10);
  });

  it('of several VMs each loses to its own copy alone', () => {
    const node = `${sureVms}\nrejuvenation: {every: 30 h, how: reincarnation, boot-work: {exponential: {mean: 1 h}}, boot-share: 0.5}`;
    const untroubled = node.replace(/mttf: \d+ h, mttr: \d+ h/g, 'reliability: 1, mission: 1 h');
    const [capacity = Number.NaN, share = Number.NaN, lost = Number.NaN] = exactValues(untroubled, [
      'capacity',
      'capacity-share',
      'lost-work-year',
    ]);
    expect(lost).toBeGreaterThan(1);
    expect(capacity).toBeCloseTo(2 - lost / 8760, 10);
    expect(share).toBeCloseTo(capacity / 2, 12);
  });
});
