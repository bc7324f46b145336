import { density } from './density.js';
import { deterministic } from './deterministic.js';
import type { Distribution } from './distribution.js';
import { empirical } from './empirical.js';
import { erlang } from './erlang.js';
import { exponential } from './exponential.js';
import { gamma } from './gamma.js';
import { hyperexponential } from './hyperexponential.js';
import { hypoexponential } from './hypoexponential.js';
import { lognormal } from './lognormal.js';
import { mixture } from './mixture.js';
import { shifted } from './shifted.js';
import { triangular } from './triangular.js';
import { truncatedExponential } from './truncated-exponential.js';
import { uniform } from './uniform.js';
import { weibull } from './weibull.js';

/** Every distribution a net may name, in the order of the documentation. */
const all: readonly Distribution[] = [
  exponential,
  erlang,
  hypoexponential,
  hyperexponential,
  gamma,
  weibull,
  lognormal,
  uniform,
  triangular,
  deterministic,
  truncatedExponential,
  shifted,
  mixture,
  empirical,
  density,
];

export const distributions: ReadonlyMap<string, Distribution> = new Map(all.map((entry) => [entry.name, entry]));
