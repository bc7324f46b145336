import { describe, expect, test } from 'vitest';
import type { PlannedRun } from '../../src/estimate/planned-run.js';
import { planRuns } from '../../src/estimate/plans.js';
import { machine } from './nets.js';

const kinds = (runs: readonly PlannedRun[]): string[] => runs.map((run) => run.kind);

describe('planRuns', () => {
  test('one run for all measures with times, up to the largest', () => {
    const runs = planRuns(
      machine({
        month: { average: 'serves', until: '720 h' },
        year: { nines: 'serves', until: '8760 h' },
        crashes: { accumulated: 'failures', until: '100 h' },
        curve: { at: { from: 0, to: '50 h', steps: 5 }, of: 'serves' },
        p90: { quantile: 0.9, of: 'outage', until: '1000 h' },
      }),
    );
    expect(kinds(runs)).toEqual(['horizon']);
    expect(runs[0]?.plan.horizon).toBe(8760);
    expect(runs[0]?.measures.map(({ name }) => name)).toEqual(['month', 'year', 'crashes', 'curve', 'p90']);
  });

  test('equal records are shared, others kept apart', () => {
    const [run] = planRuns(
      machine({
        one: { average: 'serves', until: '720 h' },
        same: { accumulated: 'serves', until: '720 h' },
        later: { average: 'serves', until: '800 h' },
      }),
    );
    expect(run?.plan.rewards.map(({ at }) => at)).toEqual([[720], [800]]);
  });

  test('one run for each event that ends a trial, to the largest time within which it is looked for', () => {
    const reach = (within: unknown) => ({ probability: { reach: '!serves', within } });
    const runs = planRuns(
      machine({
        soon: reach('10 h'),
        curve: reach(['5 h', '50 h']),
        worked: { accumulated: 'serves', until: 'machine == down' },
      }),
    );
    expect(kinds(runs)).toEqual(['passage', 'passage']);
    expect(runs.map(({ plan }) => plan.horizon)).toEqual([50, Infinity]);
    const again = planRuns(machine({ soon: reach('10 h'), mean: { 'mean-time-to': '!serves' } }));
    expect(kinds(again)).toEqual(['passage']);
    expect(again[0]?.plan.horizon).toBe(Infinity);
    expect(planRuns(machine({ mean: { 'mean-time-to': '!serves' } }), { cap: 7 })[0]?.plan.horizon).toBe(7);
  });

  test('a passage before an event ends at either and asks which', () => {
    const [run] = planRuns(machine({ first: { probability: { reach: 'machine == down', within: 'machine == up' } } }));
    expect(run?.kind).toBe('passage-before');
    expect(run?.plan.until?.kind).toBe('binary');
    expect(run?.plan.finals).toHaveLength(1);
  });

  test('a long run takes warm-up and length from the settings, the net, or the slowest delay', () => {
    const measures = { availability: { 'steady-state': 'serves' }, rate: { count: 'outage' } };
    const times = (runs: readonly PlannedRun[]) => runs[0]?.plan.rewards[0]?.at;
    expect(times(planRuns(machine(measures)))).toEqual([500, 3000, 5500]);
    expect(times(planRuns(machine(measures, { 'warm-up': '10 h', length: '20 h' })))).toEqual([10, 20, 30]);
    const runs = planRuns(machine(measures, { 'warm-up': '10 h', length: '20 h' }), { warmUp: 1, length: 2 });
    expect(times(runs)).toEqual([1, 2, 3]);
    expect(runs[0]?.plan.spans[0]).toMatchObject({ from: 1, until: 3 });
    expect(runs[0]?.title).toBe('2 h after 1 h of warm-up');
  });

  test('plans are plain data: they cross threads', () => {
    const runs = planRuns(machine({ year: { average: 'serves', until: '1 y' }, mean: { 'mean-time-to': '!serves' } }));
    expect(structuredClone(runs)).toEqual(runs);
  });
});
