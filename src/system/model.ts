import { formatOf } from '../config/format.js';
import { withoutSweep } from '../config/without-sweep.js';
import { loadYaml } from '../config/yaml.js';
import { type NetDocument, netFormat } from '../net/document.js';
import type { Net } from '../net/net.js';
import { parseNet } from '../net/parse.js';
import { lowerSystem } from './lower.js';
import { parseSystem } from './parse-system.js';
import { systemFormat } from './schema.js';
import type { System } from './system.js';

/** What a config describes: a net, and the system it was lowered from when it was written as one. */
export interface Model {
  readonly document: NetDocument;
  readonly net: Net;
  readonly system?: System;
  /** The design that the config asks to be compared with. */
  readonly baseline?: Model;
}

/** The model of a config's text. Throws an InputError with everything that is wrong; `located` finds the places. */
export function loadModel(text: string): Model {
  return modelOf(loadYaml(text).data);
}

/** The model of a config's data: `format` says which kind it is. What the data says of sweeps is left aside. */
export function modelOf(config: unknown): Model {
  const { data } = withoutSweep(config);
  if (formatOf(data, [systemFormat, netFormat]) === netFormat) {
    const net = parseNet(data);
    return { document: data as NetDocument, net };
  }
  return modelOfSystem(parseSystem(data));
}

function modelOfSystem(system: System): Model {
  const document = lowerSystem(system);
  const baseline = system.baseline && modelOfSystem(system.baseline);
  return { document, net: parseNet(document), system, ...(baseline === undefined ? {} : { baseline }) };
}
