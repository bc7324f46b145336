import type { Net } from '../../net/net.js';
import type { ExportedFile } from '../exported-file.js';
import { exploredNet } from '../markov/explored.js';

/** More states than this would be written, not read. */
const STATES_MAX = 1_000_000;

/**
 * The explored chain of a net as two tables: the states with their initial probability, places, lets and what rewards gain per
 * unit of time (impulses on average), and the transitions with their rates. A place with named states has their numbers.
 */
export function exportCsv(net: Net): readonly ExportedFile[] {
  const explored = exploredNet(net, net.rewards, STATES_MAX);
  const { chain, initial, impulseRates } = explored;
  const rewards = net.rewards.map(({ name, rate, impulses }, position) => {
    const values = rate === undefined ? new Float64Array(chain.stateCount) : explored.values(rate);
    const gained = impulses.length === 0 ? undefined : impulseRates[position];
    return { name: `reward ${name}`, values: values.map((value, state) => value + (gained?.[state] ?? 0)) };
  });
  const columns = [
    { name: 'initial', values: initial },
    ...net.places.map(({ name }, index) => ({ name, values: explored.values({ kind: 'place', index }) })),
    ...net.lets.map(({ name }, index) => ({ name, values: explored.values({ kind: 'let', index }) })),
    ...rewards,
  ];
  const states = [line(['state', ...columns.map(({ name }) => name)])];
  const transitions = [line(['from', 'to', 'rate'])];
  for (let state = 0; state < chain.stateCount; state++) {
    states.push(line([state, ...columns.map(({ values }) => values[state] as number)]));
    for (let p = chain.rowStart[state] as number; p < (chain.rowStart[state + 1] as number); p++) {
      transitions.push(line([state, chain.target[p] as number, chain.rate[p] as number]));
    }
  }
  return [
    { name: 'states.csv', text: states.join('') },
    { name: 'transitions.csv', text: transitions.join('') },
  ];
}

/** One record of RFC 4180, with the line end of text files here. */
const line = (fields: readonly (string | number)[]): string => `${fields.map(field).join(',')}\n`;

function field(value: string | number): string {
  const text = `${value}`;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
