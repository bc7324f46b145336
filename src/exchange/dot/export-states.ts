import type { Net } from '../../net/net.js';
import { describeState } from '../../net/print.js';
import type { ExportedFile } from '../exported-file.js';
import { exploredNet } from '../markov/explored.js';
import { quotedText } from './quoted-text.js';

/** A picture of more states than this shows nothing. */
const STATES_MAX = 500;

/** A picture of a net's explored chain for Graphviz: states with the places that differ from the initial state. */
export function exportStates(net: Net): readonly ExportedFile[] {
  const explored = exploredNet(net, [], STATES_MAX);
  const { chain, initial } = explored;
  const places = net.places.map((_, index) => explored.values({ kind: 'place', index }));
  const lines = [`digraph ${quotedText(net.name)} {`, '  node [shape=ellipse, fontname="sans-serif", fontsize=11];'];
  const start = describeState(
    net,
    net.places.map((place) => place.initial),
  );
  for (let state = 0; state < chain.stateCount; state++) {
    const values = describeState(
      net,
      places.map((column) => column[state] as number),
    );
    const changed = values.filter((value, place) => value !== start[place]);
    const look = initial[state] === 0 ? '' : ', penwidth=3';
    lines.push(
      `  s${state} [label=${quotedText(changed.length === 0 ? 'initial state' : changed.join('\n'))}${look}];`,
    );
    for (let p = chain.rowStart[state] as number; p < (chain.rowStart[state + 1] as number); p++) {
      const rate = Number((chain.rate[p] as number).toPrecision(4));
      lines.push(`  s${state} -> s${chain.target[p]} [label=${quotedText(`${rate}`)}];`);
    }
  }
  return [{ name: `${net.name.replace(/[^\w.-]+/g, '-')}-states.dot`, text: `${[...lines, '}'].join('\n')}\n` }];
}
