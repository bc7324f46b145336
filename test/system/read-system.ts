import { loadYaml } from '../../src/config/yaml.js';
import { parseNet } from '../../src/net/parse.js';
import { lowerSystem } from '../../src/system/lower.js';
import { parseSystem } from '../../src/system/parse-system.js';
import type { System } from '../../src/system/system.js';
import { type Explored, explore } from './explore.js';

/** The system that a node's YAML describes, its name and format added. */
export function systemOf(node: string): System {
  return parseSystem(loadYaml(`format: ninefold/system@1\nname: a test\n${node}`).data);
}

export function exploredSystem(node: string): Explored {
  return explore(parseNet(lowerSystem(systemOf(node))));
}
