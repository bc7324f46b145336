import { parse } from 'yaml';
import { explore } from '../../src/exact/explore/explore.js';
import type { ExactResult } from '../../src/exact/result.js';
import { solveExact } from '../../src/exact/solve.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';

/** The net that a YAML text without its head describes. */
export const netOf = (text: string): Net => parseNet({ format: 'ninefold/net@1', name: 'test', ...parse(text) });

/** The rates of a net's chain by the values of its places, `from -> to`; those of phases and the like are told apart by nothing. */
export function ratesByState(net: Net): Map<string, number> {
  const { chain, values } = explore(net);
  const columns = net.places.map((_, index) => values({ kind: 'place', index }));
  const name = (state: number): string => columns.map((column) => column[state]).join(',');
  const rates = new Map<string, number>();
  for (let from = 0; from < chain.stateCount; from++) {
    for (let p = chain.rowStart[from] as number; p < (chain.rowStart[from + 1] as number); p++) {
      rates.set(`${name(from)} -> ${name(chain.target[p] as number)}`, chain.rate[p] as number);
    }
  }
  return rates;
}

/** The rates of a net's chain, sorted: what is left of it when the order of its states counts for nothing. */
export const sortedRates = (net: Net): number[] => [...explore(net).chain.rate].sort((a, b) => a - b);

export const stateCount = (net: Net): number => explore(net).chain.stateCount;

/** The exact answers of a net's measures; of a curve one after the other, called as an export calls them. */
export function answers(net: Net): Map<string, number> {
  return new Map(Object.entries(solveExact(net)).flatMap(([name, result]) => numbersOf(name, result)));
}

function numbersOf(name: string, result: ExactResult): [string, number][] {
  switch (result.kind) {
    case 'value':
      return [[name, result.value]];
    case 'curve':
      if (result.points.length === 1) return result.points.map(({ value }) => [name, value]);
      return result.points.map(({ value }, position) => [`${name}_${position + 1}`, value]);
    case 'refused':
      return [];
  }
}
