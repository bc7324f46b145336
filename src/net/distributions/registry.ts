import { deterministic } from './deterministic.js';
import type { Distribution } from './distribution.js';
import { exponential } from './exponential.js';
import { lognormal } from './lognormal.js';
import { uniform } from './uniform.js';
import { weibull } from './weibull.js';

/** Every distribution a net may name, in the order of the documentation. */
const all: readonly Distribution[] = [exponential, weibull, lognormal, uniform, deterministic];

export const distributions: ReadonlyMap<string, Distribution> = new Map(all.map((entry) => [entry.name, entry]));
