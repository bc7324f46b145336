import { describe, expect, it } from 'vitest';
import type { BoundLaw, PhaseType } from '../../../src/net/distributions/distribution.js';
import { law } from './laws.js';

const LAWS: readonly BoundLaw[] = [
  law('exponential', [4]),
  law('erlang', [5, 4]),
  law('hypoexponential', [[1, 0.3, 2]]),
  law('hyperexponential', [
    [1, 0.2],
    [3, 1],
  ]),
  law('mixture', [
    [1, 2, 0],
    [
      law('erlang', [2, 3]),
      law('hyperexponential', [
        [1, 0.2],
        [3, 1],
      ]),
      law('uniform', [1, 2]),
    ],
  ]),
];

function phasesOf(of: BoundLaw): PhaseType {
  if (of.phases === undefined) throw new Error(`${of.distribution.name} has no phases`);
  return of.phases;
}

/** P(not yet ended at t), by the Poisson sum over a chain made uniform at its largest rate; fit for small rates times t. */
function survival({ initial, exit, next }: PhaseType, t: number): number {
  const largest = Math.max(...exit);
  let state = [...initial];
  let weight = Math.exp(-largest * t);
  let alive = 0;
  for (let k = 0; k < 200; k++) {
    alive += weight * state.reduce((sum, share) => sum + share, 0);
    weight *= (largest * t) / (k + 1);
    state = state.map((share, to) => {
      const stays = share * (1 - (exit[to] ?? 0) / largest);
      return state.reduce((sum, from, i) => sum + from * ((exit[i] ?? 0) / largest) * (next[i]?.[to] ?? 0), stays);
    });
  }
  return alive;
}

describe('phases', () => {
  it('are the same law as the hazard', () => {
    for (const of of LAWS) {
      const phases = phasesOf(of);
      for (const t of [0.01, 0.5, 2, 7, 20]) {
        const wanted = Math.exp(-of.hazard(t));
        expect(Math.abs(survival(phases, t) / wanted - 1), `${of.distribution.name} at ${t}`).toBeLessThanOrEqual(
          1e-12,
        );
      }
    }
  });

  it('start with certainty and go on with probabilities', () => {
    for (const of of LAWS) {
      const { initial, exit, next } = phasesOf(of);
      expect(initial.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
      expect([initial.length, next.length]).toEqual([exit.length, exit.length]);
      for (const row of next) {
        expect(row.length).toBe(exit.length);
        expect(row.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('are offered by no other law', () => {
    expect(law('weibull', [1, 4]).phases).toBeUndefined();
    expect(
      law('mixture', [
        [1, 1],
        [law('exponential', [1]), law('deterministic', [1])],
      ]).phases,
    ).toBeUndefined();
    expect(law('erlang', [10_000, 4]).phases).toBeUndefined();
  });
});
