import { loadYaml } from '../../src/config/yaml.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';

/** A net whose text lacks the format, the name, and the sections given beside it. */
export function netOf(text: string, sections: Record<string, unknown> = {}): Net {
  const { data } = loadYaml(`format: ninefold/net@1\nname: test\n${text}`);
  return parseNet(Object.assign({}, data, sections));
}

const machineText = `
places: {machine: {states: [up, down]}}
let: {serves: machine == up}
activities:
  fail: {when: machine == up, rate: 1/100, then: {machine: down}}
  repair: {when: machine == down, rate: 1, then: {machine: up}}
rewards: {failures: {impulse: {fail: 1}}}
spans: {outage: {while: machine == down}}
`;

/** One repairable machine, mean life 100 h, mean repair 1 h, with the measures of a test. */
export function machine(measures: Record<string, unknown>, run: Record<string, unknown> = {}): Net {
  return netOf(machineText, { measures, run });
}
