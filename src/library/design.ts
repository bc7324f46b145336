import { configOf } from '../experiment/config-file.js';
import {
  baselineOf,
  designOf as designOfConfig,
  modelOfDesign,
  type Design as ReadDesign,
} from '../experiment/designs/design.js';
import { printNet } from '../net/print.js';
import type { Model } from '../system/model.js';

/** What a measure is called and measured in. */
export interface MeasureName {
  readonly name: string;
  /** `h`, `1/y`; empty for a share or a probability. */
  readonly unit: string;
}

/** A system or a net, read and found sound: what everything else takes. `readDesign` makes one. */
export class Design {
  /** @internal */
  readonly model: Model;

  /** @internal */
  constructor(
    /** @internal */
    readonly read: ReadDesign,
  ) {
    this.model = modelOfDesign(read);
  }

  get name(): string {
    return this.model.net.name;
  }

  /** Of the times of curves. */
  get timeUnit(): string {
    return this.model.net.timeUnit;
  }

  /** What can be asked about it, in order. */
  get measures(): readonly MeasureName[] {
    return this.model.net.measures.map(({ name, unit }) => ({ name, unit }));
  }

  /** The design that the config asks to be compared with. */
  get baseline(): Design | undefined {
    const baseline = this.read.isBaseline ? undefined : baselineOf(this.read.config);
    return baseline && new Design(baseline);
  }

  /** The net that a system becomes, as the text of a net file: itself a config, which gives the same results. */
  get net(): string {
    return printNet(this.model.document);
  }
}

/**
 * Reads a config: the text of a system or of a net, in YAML (of which JSON is a part).
 *
 * @param file names the config in errors
 * @throws ConfigError that says everything wrong with it, a line each: `file:line:column path: found X, need Y`
 *
 * @example
 * ```ts
 * const design = readDesign(`
 *   format: ninefold/system@1
 *   name: two machines
 *   horizon: 1 y
 *   independent: true
 *   hardware: {mttf: 3 y, mttr: 4 h}
 *   hypervisor: {mttf: 1 y, mttr: 10 min}
 *   vms: {count: 2, mttf: 30 d, mttr: 5 min}
 * `);
 * design.name // => 'two machines'
 * design.measures.slice(0, 1) // => [{ name: 'availability', unit: '' }]
 * readDesign(design.net).name // => 'two machines'
 * ```
 */
export function readDesign(text: string, file = 'config'): Design {
  return new Design(designOfConfig(configOf(file, text)));
}

/** A design, or the text of one. */
export type DesignLike = Design | string;

/** The design that is meant. Throws a ConfigError when it is a text that is none. */
export const designOf = (design: DesignLike): Design => (typeof design === 'string' ? readDesign(design) : design);
