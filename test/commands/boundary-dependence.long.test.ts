import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boundaryCommand } from '../../src/commands/boundary.js';
import { solveExact } from '../../src/exact/solve.js';
import type { BoundaryReport } from '../../src/report/boundary/boundary-report.js';
import { loadModel } from '../../src/system/model.js';
import { temporaryFolder } from './ninefold.js';
import { configFile, said } from './said.js';

/**
 * Designs whose parts do not fail independently. Each boundary is known three ways: where the exact solutions meet, in an interval from
 * paired trials, and where it would be if the parts were independent, which is far away. Intervals are wrong at any place
 * with this probability at most, so that a seed is a false alarm once in ten thousand.
 */
const falseAlarm = 1e-4;

/** Two designs with a number of the first in their texts. */
interface Pair {
  left(at: string): string;
  readonly right: string;
}

interface Case extends Pair {
  readonly measure: string;
  readonly path: string;
  /** Ends of the range, as a user writes them. */
  readonly low: string;
  readonly high: string;
  /** Text of the number that the searches put there. */
  text(at: number): string;
  readonly trials: string;
  readonly better: 'higher' | 'lower';
}

const hours = (at: number): string => `${at} h`;

const survival = 0.92;

/** Whatever strikes one VM of this node strikes all of them with some luck: their reliabilities by themselves are kept. */
const shocked: Case = {
  left: (at) => replicas(at, `common-cause: [{among: [vms], survival: ${survival}, marginals: kept}]`),
  right: `
format: ninefold/system@1
name: plain
mission: 1000 h
hardware: {reliability: 1}
software: {reliability: 0.85}
measures: [reliability]
`,
  measure: 'reliability',
  path: 'hypervisor.reliability',
  low: '0.5',
  high: '1',
  text: String,
  trials: '20000',
  better: 'higher',
};

function replicas(hypervisor: string, more: string): string {
  return `
format: ninefold/system@1
name: replicated
mission: 1000 h
hardware: {reliability: 1}
hypervisor: {reliability: ${hypervisor}}
vms: {count: 3, reliability: 0.9}
${more}
measures: [reliability]
`;
}

/** VMs that take long to boot, and must whenever their hypervisor was down. */
const coupled: Case = {
  left: (at) => onHypervisor(at, 'false'),
  right: `
format: ninefold/system@1
name: plain
horizon: 60 d
hardware: {mttf: 100 y, repair: {exponential: {mean: 2 h}}}
software: {mttf: 10 d, repair: {exponential: {mean: 3 h}}}
measures: [availability]
`,
  measure: 'availability',
  path: 'hypervisor.mttf',
  low: '12h',
  high: '60d:log',
  text: hours,
  trials: '5000',
  better: 'higher',
};

function onHypervisor(mttf: string, independent: string): string {
  return `
format: ninefold/system@1
name: replicated
horizon: 60 d
independent: ${independent}
hardware: {mttf: 100 y, repair: {exponential: {mean: 2 h}}}
hypervisor: {mttf: ${mttf}, repair: {exponential: {mean: 1 h}}, boot: {exponential: {mean: 10 min}}}
vms: {count: 2, mttf: 10 d, repair: {exponential: {mean: 6 h}}, boot: {exponential: {mean: 3 h}}}
measures: [availability]
`;
}

/** VMs of one node that are rebooted together, against the same left alone. */
const rejuvenated: Case = {
  left: (at) => ageing(2, `rejuvenation: {of: vms, every: ${at}, stagger: false}`),
  right: ageing(2, ''),
  measure: 'availability',
  path: 'rejuvenation.every',
  low: '6h',
  high: '8d:log',
  text: hours,
  trials: '3000',
  better: 'higher',
};

function ageing(vms: number, more: string): string {
  return `
format: ninefold/system@1
name: of ageing VMs
horizon: 60 d
hardware: {mttf: 3 y, repair: {exponential: {mean: 4 h}}}
hypervisor: {mttf: 300 d, repair: {exponential: {mean: 1 h}}}
vms:
  count: ${vms}
  ageing: {latent: 4 d, failure: 2 d}
  repair: {exponential: {mean: 1 d}}
  boot: {exponential: {mean: 1 h}}
${more}
measures: [availability]
`;
}

/** Voters that an attacker may reach from one of them: unsafe once two are his. */
const attacked: Case = {
  left: (at) =>
    holed('{count: 3, mttf: 60 d, repair: {exponential: {mean: 2 h}}}', [
      'service: {voting: {of: 3, needs: 2}}',
      `containment: {boundary: vm, escape: ${at}}`,
    ]),
  right: holed('{count: 1, mttf: 60 d, repair: {exponential: {mean: 2 h}}}', []),
  measure: 'unsafe',
  path: 'containment.escape',
  low: '0.01',
  high: '0.99',
  text: String,
  trials: '20000',
  better: 'lower',
};

function holed(vms: string, more: readonly string[]): string {
  return `
format: ninefold/system@1
name: attacked
horizon: 60 d
hardware: {mttf: 100 y, repair: {exponential: {mean: 2 h}}}
hypervisor: {mttf: 100 y, repair: {exponential: {mean: 1 h}}}
vms: ${vms}
${more.join('\n')}
vulnerabilities: {disclosure: 10 d, exploit: 1500 d}
measures:
  unsafe: {at: horizon, of: unsafe}
  taken: {at: horizon, of: "sum(vm(*) == vm.up && !(vm.security(*) == vm.intact))"}
`;
}

async function reported(pair: Pair, { measure, path, low, high, trials, better }: Case, simulate: boolean) {
  const configs = [pair.left(low), pair.right].map(configFile);
  const folder = join(temporaryFolder(), 'kept');
  const vary = `A:${path}=${low}..${high}`;
  const confidence = String(1 - falseAlarm);
  const given = { configs, vary, measure, trials, better, confidence, precision: '10%', simulate };
  const { code, out, err } = await said(boundaryCommand, { ...given, json: true, out: folder });
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as BoundaryReport;
}

function solved(text: string, measure: string): number {
  const result = solveExact(loadModel(text).net, { measures: [measure] })[measure];
  if (result?.kind !== 'value') throw new Error(`${measure} was not solved`);
  return result.value;
}

/** The boundary that is found of a case by both ways, after the exact one was held against the chains on its two sides. */
async function found(each: Case): Promise<{ root: number; low: number; high: number }> {
  const { exact, simulated, agrees } = await reported(each, each, true);
  expect(agrees).toBe(true);
  expect(exact?.boundaries).toHaveLength(1);
  const root = exact?.boundaries[0]?.estimate ?? Number.NaN;
  const other = solved(each.right, each.measure);
  const [before, after] = [1 - 1e-6, 1 + 1e-6].map(
    (factor) => solved(each.left(each.text(root * factor)), each.measure) - other,
  );
  expect(Math.sign(before ?? 0) * Math.sign(after ?? 0)).toBe(-1);
  expect(simulated?.boundaries).toHaveLength(1);
  const { low = Number.NaN, high = Number.NaN } = simulated?.boundaries[0] ?? {};
  return { root, low, high };
}

/** The boundary of designs that are alike but for what makes their parts dependent. */
async function independentRoot(pair: Pair, each: Case): Promise<number> {
  const { exact } = await reported(pair, each, false);
  expect(exact?.boundaries).toHaveLength(1);
  return exact?.boundaries[0]?.estimate ?? Number.NaN;
}

/** Designs alike but for what makes their parts dependent, and what is known of both boundaries. */
interface Known {
  readonly what: string;
  readonly dependent: Case;
  readonly independent: Pair;
  /** The boundaries by formula. */
  readonly roots?: { readonly dependent: number; readonly independent: number };
  /** The boundary of independence is below this share of the other. */
  readonly share: number;
}

const known: readonly Known[] = [
  {
    what: 'a common cause among the VMs',
    dependent: shocked,
    independent: { left: (at) => replicas(at, ''), right: shocked.right },
    roots: {
      dependent: 0.85 / (survival * (1 - (1 - 0.9 / survival) ** 3)),
      independent: 0.85 / (1 - 0.1 ** 3),
    },
    share: 1,
  },
  {
    what: 'VMs that fall and boot with their hypervisor',
    dependent: coupled,
    independent: { left: (at) => onHypervisor(at, 'true'), right: coupled.right },
    share: 1 / 2,
  },
  {
    what: 'rejuvenation of all VMs at once',
    dependent: rejuvenated,
    // Two independent VMs gain from reboots when one does: 1 - u^2 grows when its share of time down, u, falls.
    independent: { left: (at) => ageing(1, `rejuvenation: {of: vms, every: ${at}}`), right: ageing(1, '') },
    share: 1 / 4,
  },
];

describe('the boundary of designs whose parts depend on each other is where the exact solutions meet, not where formulas of independence do', () => {
  test.each(known)('$what', async ({ dependent, independent, roots, share }) => {
    const { root, low, high } = await found(dependent);
    const other = await independentRoot(independent, dependent);
    expect(other).toBeLessThan(root * share);
    expect([low < root, root < high, other < low]).toEqual([true, true, true]);
    if (roots === undefined) return;
    expect(root).toBeCloseTo(roots.dependent, 12);
    expect(other).toBeCloseTo(roots.independent, 12);
  });

  test('an attacker who breaks out of one voter into the others', async () => {
    const { root, low, high } = await found(attacked);
    expect([low < root, root < high, 0.01 < low, high < 0.99]).toEqual([true, true, true, true]);
    // Independent voters that are his as often as these are unsafe less often than a single one, wherever he may get.
    const single = solved(attacked.right, 'unsafe');
    for (const share of ['0.01', String(root), '0.99']) {
      const taken = solved(attacked.left(share), 'taken') / 3;
      expect(3 * taken ** 2 - 2 * taken ** 3).toBeLessThan(single / 2);
    }
  });
});
