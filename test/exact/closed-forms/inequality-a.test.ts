import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../../src/config/yaml.js';
import { inequalityA } from '../../../src/exact/closed-forms/system/inequality-a.js';
import { parseSystem } from '../../../src/system/parse-system.js';

const asked = (node: string) =>
  inequalityA(
    parseSystem(
      loadYaml(`format: ninefold/system@1
name: n
mission: 1000 h
hardware: {reliability: 0.99}
hypervisor: {reliability: 0.3}
${node}
`).data,
    ),
  );
const reasonsOf = (node: string): string => {
  const answer = asked(node);
  return answer.applies ? '' : answer.reasons.join('; ');
};

describe('inequality A', () => {
  test.each([
    [3, false],
    [4, true],
  ])('with %d poor VMs: it pays: %s', (count, holds) => {
    expect(asked(`vms: {count: ${count}, reliability: 0.1}`)).toMatchObject({
      applies: true,
      verdict: { holds },
      vmCount: count,
      missionHours: 1000,
    });
  });

  test('leaves common causes out, and says so', () => {
    const quake = 'vms: {count: 4, reliability: 0.1}\ncommon-cause: [{name: quake, among: [vms], survival: 0.96}]';
    const leavesOut = ['quake fails several components at once'];
    expect(asked(quake)).toEqual({ ...asked('vms: {count: 4, reliability: 0.1}'), leavesOut });
    expect(asked('vms: {count: 4, reliability: 0.1}')).toMatchObject({ leavesOut: [] });
  });

  test('speaks of repaired systems as if nothing were repaired', () => {
    expect(asked('vms: {count: 4, mttf: 434.2944819 h, mttr: 1 h}')).toMatchObject({ applies: true, vmCount: 4 });
  });

  test.each([
    ['vms: {count: 3, reliability: 0.9, ageing: {latent: 7 d, failure: 3 d}}', 'it has ageing'],
    ['vms: {count: 3, mttf: 10 d, mttr: 1 h}\nrejuvenation: {every: 7 d}', 'it has rejuvenation'],
    [
      'vms: {count: 3, mttf: 10 d, mttr: 1 h, ageing: {latent: 7 d, failure: 3 d}}\npatching: {arrivals: 30 d, apply: 5 min}',
      'it has ageing, patching',
    ],
    ['vms: {count: 3, reliability: 0.9, value-failures: 0.2}', 'vm gives wrong answers and nobody votes'],
    ['vms: [{reliability: 0.9}, {reliability: 0.8}]', 'its VMs differ'],
    ['vms: {count: 3, reliability: 0.9}\nservice: {needs: 2}', 'the service needs 2 VMs, not any one'],
    ['vms: {count: 3, reliability: 0.9}\nfunction: {in: vms, reliability: 0.9}', 'a function is modelled apart'],
  ])('gives no verdict on a system with %s', (node, reason) => {
    expect(reasonsOf(node)).toContain(reason);
  });
});
