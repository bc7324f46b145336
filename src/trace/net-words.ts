import type { Net } from '../net/net.js';
import type { Firing } from './listener.js';
import { meaningOf } from './state-meaning.js';
import { valueReader } from './value-text.js';
import type { Words } from './words.js';

/** The words for a net that was written as one: `vm(2): up -> failed (failVm(2))`. */
export class NetWords implements Words {
  readonly meaning = meaningOf;
  private readonly readers;

  constructor(private readonly net: Net) {
    this.readers = net.places.map(valueReader);
  }

  place(place: number): string | undefined {
    return this.net.places[place]?.name;
  }

  firing({ activity, changes }: Firing): string {
    return changesText(changes, this, this.readers, this.net.activities[activity]?.name ?? '');
  }

  cause(): undefined {
    return undefined;
  }
}

/** Every change of a place that has a name, and the activity behind it. */
export function changesText(
  changes: Firing['changes'],
  words: Pick<Words, 'place'>,
  readers: readonly ReturnType<typeof valueReader>[],
  activity: string,
): string {
  const texts = changes.flatMap(({ place, from, to }) => {
    const name = words.place(place);
    const read = readers[place];
    return name === undefined || read === undefined ? [] : [`${name}: ${read(from)} -> ${read(to)}`];
  });
  return texts.length === 0 ? `${activity} fired and changed nothing` : `${texts.join(', ')} (${activity})`;
}
