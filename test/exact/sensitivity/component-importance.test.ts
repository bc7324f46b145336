import { describe, expect, test } from 'vitest';
import { type ComponentImportance, componentImportances } from '../../../src/exact/sensitivity/component-importance.js';
import { exactSensitivities } from '../../../src/exact/sensitivity/sensitivities.js';
import { parseNet } from '../../../src/net/parse.js';
import { lowerSystem } from '../../../src/system/lower.js';
import { systemOf } from '../../system/read-system.js';

function found(node: string, measure: string) {
  const system = systemOf(node);
  const net = parseNet(lowerSystem(system));
  const asked = net.measures.find(({ name }) => name === measure);
  if (asked === undefined) throw new Error(`no measure ${measure}`);
  return { importances: componentImportances(system, asked), system, net };
}

function importancesOf(node: string, measure: string): Record<string, ComponentImportance> {
  const { importances } = found(node, measure);
  if (!importances.applies) throw new Error(importances.reasons.join('\n'));
  return Object.fromEntries(importances.components.map((each) => [each.component, each]));
}

const mission = `
mission: 1000 h
hardware: {reliability: 0.98}
hypervisor: {reliability: 0.9}
vms: {count: 3, reliability: 0.75}
service: {needs: 2}
`;

describe('at the reliabilities of a mission', () => {
  test('2 of 3 by hand', () => {
    const { hypervisor, vm } = importancesOf(mission, 'reliability');
    const works = 3 * 0.75 ** 2 - 2 * 0.75 ** 3;
    const failure = 1 - 0.98 * 0.9 * works;
    expect(hypervisor?.birnbaum).toBeCloseTo(0.98 * works, 12);
    expect(hypervisor?.riskAchievement).toBeCloseTo(1 / failure, 12);
    expect(hypervisor?.riskReduction).toBeCloseTo(failure / (1 - 0.98 * works), 12);
    expect(vm).toMatchObject({ count: 3, works: expect.closeTo(0.75, 12) });
    // One more of two has to work: 2 R (1 - R).
    expect(vm?.birnbaum).toBeCloseTo(0.98 * 0.9 * 2 * 0.75 * 0.25, 12);
    expect(vm?.criticality).toBeCloseTo((0.25 * (vm?.birnbaum ?? 0)) / failure, 12);
  });

  test('Birnbaum is the derivative to one component: that of the chain, over how many there are', () => {
    const { net, system } = found(mission, 'reliability');
    const chain = exactSensitivities(net, lowerSystem(system), 'reliability');
    if (chain.kind === 'refused') throw new Error(chain.reason);
    const slopes = new Map(chain.derivatives.map(({ parameter, derivative }) => [parameter.name, derivative]));
    const { hardware, hypervisor, vm } = importancesOf(mission, 'reliability');
    expect(slopes.get('hardware.reliability')).toBeCloseTo(hardware?.birnbaum ?? 0, 10);
    expect(slopes.get('hypervisor.reliability')).toBeCloseTo(hypervisor?.birnbaum ?? 0, 10);
    expect(slopes.get('vms.reliability')).toBeCloseTo(3 * (vm?.birnbaum ?? 0), 10);
  });
});

const repaired = (independent: boolean): string => `
independent: ${independent}
hardware: {mttf: 500 h, mttr: 10 h}
hypervisor: {mttf: 300 h, mttr: 3 h}
vms:
  - {name: small, mttf: 20 h, mttr: 10 h}
  - {name: large, mttf: 30 h, mttr: 10 h}
`;

describe('at steady availabilities', () => {
  test('components that differ', () => {
    const { small, large } = importancesOf(repaired(true), 'availability-long-run');
    const below = (500 / 510) * (300 / 303);
    expect(small?.birnbaum).toBeCloseTo(below * (10 / 40), 12);
    expect(large?.birnbaum).toBeCloseTo(below * (10 / 30), 12);
  });

  test('none where components take others down, and the reasons', () => {
    const { importances } = found(repaired(false), 'availability-long-run');
    if (importances.applies) throw new Error('a coupled system has no structure function');
    expect(importances.reasons.join('; ')).toContain('hardware takes down what stands on it');
  });
});
