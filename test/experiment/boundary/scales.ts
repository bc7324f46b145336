import type { Scale } from '../../../src/experiment/sweep/scale.js';

export const real = (low: number, high: number): Scale => ({ low, high, of: { kind: 'real' }, spacing: 'linear' });
export const whole = (low: number, high: number): Scale => ({ low, high, of: { kind: 'integer' }, spacing: 'linear' });
