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
   * What a loss by this cause writes to `last`. A running outage is taken over only by losses in a layer below the one it
   * is charged to; without `losses`, by the loss of the component that the cause is named after.
   */
  charged(name: string, losses: readonly Loss[] = [{ level: this.levelOf(name) }]): string {
    const takeovers = losses.flatMap(({ level, ifLost }) => {
      const above = this.entries.find((entry) => entry.level > level);
      if (above === undefined) return [];
      const isAbove = `last >= ${causeState(above.name)}`;
      return [ifLost === undefined ? isAbove : `${isAbove} && (${ifLost})`];
    });
    return `if(${['service', ...takeovers].join(' || ')}, ${causeState(name)}, last)`;
  }

  private levelOf(name: string): number {
    const entry = this.entries.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(`${name} is no cause among ${this.names}`);
    return entry.level;
  }
}

/** Something lost in a layer, if the expression holds. */
export interface Loss {
  readonly level: number;
  readonly ifLost?: string;
}

/** `cause.hostOs` */
export function causeState(name: string): string {
  return `cause.${idOf(name)}`;
}
