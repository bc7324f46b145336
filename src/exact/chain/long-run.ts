import { type Chain, restricted } from './chain.js';
import { components, recurrentClasses } from './components.js';
import { sojourn } from './passage.js';
import { type StationaryOptions, stationary } from './stationary.js';

export interface LongRun {
  /** The share of time spent in each state in the long run. */
  readonly probability: Float64Array;
  /** The closed classes and the probability of ending in each; more than one means that the average is over them. */
  readonly classes: readonly { readonly states: Int32Array; readonly probability: number }[];
  readonly method: 'elimination' | 'multilevel';
  readonly relativeError: number;
}

/** The long-run distribution from `initial`: the stationary one of each closed class, weighed by the probability of ending there. */
export function longRun(chain: Chain, initial: Float64Array, options: StationaryOptions = {}): LongRun {
  const classes = recurrentClasses(components(chain));
  const ends = endings(chain, initial, classes, options);
  const probability = new Float64Array(chain.stateCount);
  let method: LongRun['method'] = 'elimination';
  let relativeError = 0;
  for (const [index, states] of classes.entries()) {
    const weight = ends[index] as number;
    if (weight === 0) continue;
    const solved = stationary(restricted(chain, states), options);
    if (solved.method === 'multilevel') method = 'multilevel';
    relativeError = Math.max(relativeError, solved.relativeError);
    for (let r = 0; r < states.length; r++) {
      probability[states[r] as number] = weight * (solved.probability[r] as number);
    }
  }
  const entered = classes.map((states, index) => ({ states, probability: ends[index] as number }));
  return { probability, classes: entered.filter((end) => end.probability > 0), method, relativeError };
}

/** The probability of ending in each class. */
function endings(
  chain: Chain,
  initial: Float64Array,
  classes: readonly Int32Array[],
  options: StationaryOptions,
): Float64Array {
  if (classes.length === 1) return Float64Array.of(1);
  const recurrent = new Uint8Array(chain.stateCount);
  for (const states of classes) for (const i of states) recurrent[i] = 1;
  const { stopped } = sojourn(chain, initial, recurrent, options);
  return Float64Array.from(classes, (states) => states.reduce((sum, i) => sum + (stopped[i] as number), 0));
}
