import type { Charge, Firing, Seen, ServiceSeen, TraceListener } from './listener.js';
import { chargeTotals } from './outage-text.js';
import type { Subject } from './subject.js';
import { type Valued, valueReader } from './value-text.js';

/** A firing for other programs. */
export interface StoryElement {
  /** In the net's time unit. */
  readonly time: number;
  /** Null for the first element, which tells all places as they are where the story begins. */
  readonly activity: string | null;
  /** `from` is null in the first element. */
  readonly changes: readonly { readonly place: string; readonly from: Valued | null; readonly to: Valued }[];
  readonly immediate: boolean;
  /** What became of the service, at the last firing of an instant that turned it; at the first element, what it was then. */
  readonly service?: 'up' | 'down';
  /** Who is charged from here on. */
  readonly chargedTo?: string;
  /** The outage that is over. */
  readonly outage?: { readonly duration: number; readonly charged: Readonly<Record<string, number>> };
}

/** One trial as data, an element a firing, each handed over once it is known what it did to the service. */
export class JsonStory implements TraceListener {
  private readonly readers;
  /** The last firing; in the instant in which the story begins, all of them. */
  private pending: StoryElement[] = [];
  private chargesTold = 0;
  private isFirst = true;

  constructor(
    private readonly subject: Subject,
    private readonly print: (element: StoryElement) => void,
  ) {
    this.readers = subject.net.places.map(valueReader);
  }

  begun(time: number, state: ArrayLike<number>): void {
    const changes = this.subject.net.places.map(({ name }, place) => ({
      place: name,
      from: null,
      to: this.read(place, state[place] as number),
    }));
    this.pending = [{ time, activity: null, changes, immediate: false }];
  }

  fired({ time, activity, immediate, changes }: Firing): void {
    if (!this.isFirst) this.flush();
    const { activities, places } = this.subject.net;
    this.pending.push({
      time,
      activity: activities[activity]?.name ?? null,
      changes: changes.map(({ place, from, to }) => {
        return { place: places[place]?.name ?? '', from: this.read(place, from), to: this.read(place, to) };
      }),
      immediate,
    });
  }

  settled(time: number, _state: ArrayLike<number>, { service }: Seen): void {
    if (service !== undefined) {
      if (this.isFirst) this.add(0, statusBefore(service));
      this.add(this.pending.length - 1, this.turnOf(service, time));
    }
    this.isFirst = false;
    this.flush();
  }

  ended(): void {
    this.flush();
  }

  /** What an instant did to the service; nothing most of the time. */
  private turnOf({ up, turned, charges, outageFrom }: ServiceSeen, time: number): Partial<StoryElement> {
    const isTakeover = !up && !this.isFirst && charges.length !== this.chargesTold;
    this.chargesTold = up ? 0 : charges.length;
    if (!turned && !isTakeover) return {};
    if (!up) return { service: 'down', ...chargedTo(charges) };
    if (outageFrom === undefined) return { service: 'up' };
    const charged = Object.fromEntries(chargeTotals(charges, time));
    return { service: 'up', outage: { duration: time - outageFrom, charged } };
  }

  private add(index: number, more: Partial<StoryElement>): void {
    const element = this.pending[index];
    if (element !== undefined) this.pending[index] = { ...element, ...more };
  }

  private flush(): void {
    for (const element of this.pending) this.print(element);
    this.pending = [];
  }

  private read(place: number, value: number): Valued {
    return this.readers[place]?.(value) ?? value;
  }
}

/** What the service was before the instant turned it, if it did. */
function statusBefore({ up, turned, charges }: ServiceSeen): Partial<StoryElement> {
  return up !== turned ? { service: 'up' } : { service: 'down', ...chargedTo(charges) };
}

function chargedTo(charges: readonly Charge[]): Partial<StoryElement> {
  const cause = charges.at(-1)?.cause;
  return cause === undefined ? {} : { chargedTo: cause };
}
