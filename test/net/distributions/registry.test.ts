import { describe, expect, it } from 'vitest';
import { distributions } from '../../../src/net/distributions/registry.js';

describe('distributions', () => {
  it('are listed by their names, in the order of the documentation', () => {
    expect([...distributions.keys()]).toEqual([
      'exponential',
      'erlang',
      'hypoexponential',
      'hyperexponential',
      'gamma',
      'weibull',
      'lognormal',
      'uniform',
      'triangular',
      'deterministic',
      'truncated-exponential',
      'shifted',
      'mixture',
      'empirical',
      'density',
    ]);
    for (const [name, distribution] of distributions) expect(distribution.name).toBe(name);
  });

  it('have a summary, and forms that differ in their parameters', () => {
    for (const { name, summary, forms } of distributions.values()) {
      expect(summary, name).toMatch(/^[a-z].*[^.]$/);
      const spellings = forms.map((form) =>
        form
          .map((parameter) => parameter.name)
          .sort()
          .join(),
      );
      expect(new Set(spellings).size, name).toBe(forms.length);
      for (const parameter of forms.flat()) expect(parameter.range, `${name} ${parameter.name}`).not.toBe('');
    }
  });
});
