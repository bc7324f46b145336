import { parse } from 'yaml';
import type { Net } from '../../../src/net/net.js';
import { parseNet } from '../../../src/net/parse.js';

export const netOf = (text: string): Net => parseNet(parse(`format: ninefold/net@1\nname: test\n${text}`));

/** The workstation cluster of test/reference/workstation-cluster.yaml. */
export const clusterNet = (n: number, measures = ''): string => `
constants: {n: ${n}, k: floor(0.75 * n)}
indices: {c: 5}
places:
  left: {initial: n, max: n}
  right: {initial: n, max: n}
  leftSwitch: {initial: 1, max: 1}
  rightSwitch: {initial: 1, max: 1}
  backbone: {initial: 1, max: 1}
  unit: {states: [idle, forLeft, forRight, forLeftSwitch, forRightSwitch, forBackbone]}
let:
  leftK: leftSwitch == 1 && left >= k
  rightK: rightSwitch == 1 && right >= k
  joined: leftSwitch == 1 && rightSwitch == 1 && backbone == 1
  minimum: leftK || rightK || joined && left + right >= k
  premium: leftSwitch == 1 && left == n || rightSwitch == 1 && right == n || joined && left + right >= n
activities:
  failLeft: {when: left > 0, rate: left / 500, then: {left: left - 1}}
  failRight: {when: right > 0, rate: right / 500, then: {right: right - 1}}
  failLeftSwitch: {when: leftSwitch == 1, rate: 1/4000, then: {leftSwitch: 0}}
  failRightSwitch: {when: rightSwitch == 1, rate: 1/4000, then: {rightSwitch: 0}}
  failBackbone: {when: backbone == 1, rate: 1/5000, then: {backbone: 0}}
  inspectLeft: {when: unit == idle && left < n, rate: 10, then: {unit: forLeft}}
  inspectRight: {when: unit == idle && right < n, rate: 10, then: {unit: forRight}}
  inspectLeftSwitch: {when: unit == idle && leftSwitch == 0, rate: 10, then: {unit: forLeftSwitch}}
  inspectRightSwitch: {when: unit == idle && rightSwitch == 0, rate: 10, then: {unit: forRightSwitch}}
  inspectBackbone: {when: unit == idle && backbone == 0, rate: 10, then: {unit: forBackbone}}
  repairLeft: {when: unit == forLeft, rate: 2, then: {left: left + 1, unit: idle}}
  repairRight: {when: unit == forRight, rate: 2, then: {right: right + 1, unit: idle}}
  repairLeftSwitch: {when: unit == forLeftSwitch, rate: 0.25, then: {leftSwitch: 1, unit: idle}}
  repairRightSwitch: {when: unit == forRightSwitch, rate: 0.25, then: {rightSwitch: 1, unit: idle}}
  repairBackbone: {when: unit == forBackbone, rate: 0.125, then: {backbone: 1, unit: idle}}
rewards:
  repairs: {impulse: {repairLeft: 1, repairRight: 1, repairLeftSwitch: 1, repairRightSwitch: 1, repairBackbone: 1}}
measures:
  availability: {steady-state: premium}
${measures}
`;
