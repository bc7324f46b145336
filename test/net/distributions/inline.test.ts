import { describe, expect, it } from 'vitest';
import type { BoundLaw } from '../../../src/net/distributions/distribution.js';
import { distributions } from '../../../src/net/distributions/registry.js';
import { fractionalPower } from '../../../src/net/numeric/fractional-power.js';
import { normalQuantile } from '../../../src/net/numeric/normal.js';
import { quickExp } from '../../../src/net/numeric/quick-exp.js';
import { exponentialGrid, law } from './laws.js';

const LAWS: readonly BoundLaw[] = [
  law('exponential', [20]),
  law('exponential', [0.3], 1),
  law('weibull', [1.5, 30]),
  law('weibull', [1, 7]),
  law('weibull', [0.3, 0.2], 1),
  law('weibull', [2, 3], 1),
  law('weibull', [3, 3], 1),
  law('lognormal', [8, 0.5]),
  law('lognormal', [1, 0.5], 1),
  law('uniform', [0, 3]),
  law('uniform', [0.1, 0.7]),
  law('uniform', [5, 5]),
  law('triangular', [0, 1, 3]),
  law('triangular', [0.1, 0.1, 0.7]),
  law('triangular', [0.1, 0.7, 0.7]),
  law('triangular', [4, 4, 4]),
  law('deterministic', [0]),
  law('deterministic', [1.25]),
  law('truncated-exponential', [1e-9, 3]),
  law('truncated-exponential', [0.5, 3]),
  law('truncated-exponential', [2, 1000]),
];

/** The draw as the compiler would have it, built from the text. */
function inlined(law: BoundLaw): (e: number) => number {
  const text = law.distribution.inline?.('e', (index) => `c[${index}]`);
  if (text === undefined) throw new Error(`${law.distribution.name} has no inline text`);
  const build = new Function('c', 'fractionalPower', 'normalQuantile', 'quickExp', `return (e) => 0 + ${text} * 1;`);
  return build(law.coefficients, fractionalPower, normalQuantile, quickExp);
}

describe('inline text', () => {
  it('covers every family that has one', () => {
    const covered = new Set(LAWS.map((entry) => entry.distribution.name));
    const having = [...distributions.values()].filter((entry) => entry.inline !== undefined).map((entry) => entry.name);
    expect([...covered].sort()).toEqual(having.sort());
  });

  it('draws the very bits of draw, within any expression', () => {
    for (const entry of LAWS) {
      const text = inlined(entry);
      for (const e of exponentialGrid(2000)) {
        if (!Object.is(text(e), entry.draw(e))) {
          expect.fail(`${entry.distribution.name} at e=${e}: inline ${text(e)}, draw ${entry.draw(e)}`);
        }
      }
    }
  });

  it('uses Math and its variables, nothing else', () => {
    for (const entry of LAWS) {
      const text = entry.distribution.inline?.('e', (index) => `c${index}`) ?? '';
      const names = text.match(/[A-Za-z_$][\w$.]*/g) ?? [];
      for (const name of names)
        expect(name).toMatch(/^(Math\.(exp|expm1|log|log1p|sqrt)|fractionalPower|normalQuantile|quickExp|e|c\d)$/);
    }
  });

  it('has as many coefficients whatever the parameters', () => {
    const counts = new Map<string, number>();
    for (const entry of LAWS) {
      const count = counts.get(entry.distribution.name) ?? entry.coefficients.length;
      expect(entry.coefficients.length).toBe(count);
      counts.set(entry.distribution.name, count);
      for (const coefficient of entry.coefficients) expect(coefficient).not.toBeNaN();
    }
  });
});
