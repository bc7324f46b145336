import { idOf } from '../id.js';
import type { NetBuilder } from '../net-builder.js';

/**
 * Who is charged with an outage. Place `last` names the last loss before the service fell, and keeps it until the service
 * is back, but for a loss in a lower layer, which takes the charge from then on. So at each moment of an outage just one
 * cause is charged, and the downtimes by cause add up to the whole.
 */
export class Causes {
  private readonly entries: readonly { readonly name: string; readonly level: number }[];

  /** Names with their layers, counted from 0, the hardware's. */
  constructor(levels: ReadonlyMap<string, number>) {
    this.entries = [...levels].map(([name, level]) => ({ name, level })).sort((a, b) => a.level - b.level);
  }

  get names(): readonly string[] {
    return this.entries.map((entry) => entry.name);
  }

  /** Declares `last`; nothing is charged before the first loss, so its first value does not matter. */
  declare(net: NetBuilder): void {
    net.place('last', { states: this.names.map(causeState) });
  }

  /**
   * What a loss by this cause, in this layer, writes to `last`. A running outage that is charged to a higher layer is taken
   * over: then the layer was up until now, since a layer that is down is charged itself, or one below it.
   */
  charged(name: string, level = this.levelOf(name)): string {
    const above = this.entries.find((entry) => entry.level > level);
    const isTakeover = above === undefined ? '' : ` || last >= ${causeState(above.name)}`;
    return `if(service${isTakeover}, ${causeState(name)}, last)`;
  }

  private levelOf(name: string): number {
    const entry = this.entries.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(`${name} is no cause among ${this.names}`);
    return entry.level;
  }
}

/** `cause.hostOs` */
export function causeState(name: string): string {
  return `cause.${idOf(name)}`;
}
