import type { Net } from '../../net/net.js';
import { exploredModel } from './explored.js';
import { ExportRefusal, type MarkovModel } from './markov-model.js';
import { symbolicModel } from './symbolic.js';

/** The chain of a net: as its activities describe it where all are memoryless, else (or when `states` is set) state by state. */
export function markovOf(net: Net, states: boolean): MarkovModel {
  if (net.places.length === 0) throw new ExportRefusal('a net without places', 'give it a state');
  return (states ? undefined : symbolicModel(net)) ?? exploredModel(net);
}
