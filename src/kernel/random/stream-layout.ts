import type { Activity } from '../../net/net.js';
import { takesVariate } from '../clocks.js';
import { streamWords } from './sfc32.js';
import { type Purpose, streamName } from './streams.js';

/** Where the streams of a net's activities lie in one array; what draws nothing has no stream. */
export class StreamLayout {
  /** Names of the streams, four words each. */
  readonly names: Int32Array;
  private readonly offsets: ReadonlyMap<string, number>;

  constructor(activities: readonly Activity[]) {
    const names: number[] = [];
    const offsets = new Map<string, number>();
    const add = (index: number, name: string, purpose: Purpose): void => {
      offsets.set(keyOf(index, purpose), offsets.size * streamWords);
      names.push(...streamName(name, purpose));
    };
    for (const [index, activity] of activities.entries()) {
      if (takesVariate(activity)) add(index, activity.name, 'clock');
      if (activity.cases.length > 1) add(index, activity.name, 'case');
    }
    this.names = Int32Array.from(names);
    this.offsets = offsets;
  }

  /** Offset of a stream's words. */
  at(activity: number, purpose: Purpose): number {
    const offset = this.offsets.get(keyOf(activity, purpose));
    if (offset === undefined) throw new Error(`activity ${activity} draws no ${purpose}`);
    return offset;
  }
}

function keyOf(activity: number, purpose: Purpose): string {
  return `${activity} ${purpose}`;
}
