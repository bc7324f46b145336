import type { Charge, Firing, Seen, ServiceSeen, TraceListener } from './listener.js';

/** For how long a place had a value. */
export interface Held {
  readonly place: number;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  /** The activity that brought it there; undefined where the story begins with it. */
  readonly by?: number;
}

/** For how long the service was up, or down. */
export interface ServiceHeld {
  readonly up: boolean;
  readonly from: number;
  readonly to: number;
  /** Of an outage: who was charged, each until the next one; the first may have been charged before `from`. */
  readonly charges: readonly Charge[];
}

/** What is told of a trial in stretches of time, each when it is over; what lasts no time is left out. */
export interface TrackListener {
  place?(held: Held): void;
  service?(held: ServiceHeld): void;
  capacity?(value: number, from: number, to: number): void;
}

/** Turns a trial's instants into stretches of time, one track a place, one for the service and one for its capacity. */
export class Tracks implements TraceListener {
  private readonly held = new Map<number, Omit<Held, 'to'>>();
  /** Places that changed in this instant, with the activity that did it last. */
  private readonly changed = new Map<number, number>();
  private runningService: Omit<ServiceHeld, 'to'> | undefined;
  private runningCapacity: { readonly value: number; readonly from: number } | undefined;

  constructor(private readonly listener: TrackListener) {}

  begun(time: number, state: ArrayLike<number>): void {
    for (let place = 0; place < state.length; place++) {
      this.held.set(place, { place, value: state[place] as number, from: time });
    }
  }

  fired({ activity, changes }: Firing): void {
    for (const { place } of changes) this.changed.set(place, activity);
  }

  settled(time: number, state: ArrayLike<number>, { service, capacity }: Seen): void {
    for (const [place, by] of this.changed) {
      const value = state[place] as number;
      if (this.held.get(place)?.value === value) continue;
      this.endPlace(place, time);
      this.held.set(place, { place, value, from: time, by });
    }
    this.changed.clear();
    if (service !== undefined) this.followService(service, time);
    if (capacity !== undefined && capacity !== this.runningCapacity?.value) {
      this.endCapacity(time);
      this.runningCapacity = { value: capacity, from: time };
    }
  }

  ended(time: number): void {
    for (const place of this.held.keys()) this.endPlace(place, time);
    this.endService(time);
    this.endCapacity(time);
  }

  private followService({ up, charges }: ServiceSeen, time: number): void {
    if (up !== this.runningService?.up) {
      this.endService(time);
      this.runningService = { up, from: time, charges: up ? [] : charges };
    } else if (!up) this.runningService = { ...this.runningService, charges };
  }

  private endPlace(place: number, time: number): void {
    const held = this.held.get(place);
    if (held !== undefined && held.from < time) this.listener.place?.({ ...held, to: time });
  }

  private endService(time: number): void {
    const running = this.runningService;
    if (running !== undefined && running.from < time) this.listener.service?.({ ...running, to: time });
  }

  private endCapacity(time: number): void {
    const running = this.runningCapacity;
    if (running !== undefined && running.from < time) this.listener.capacity?.(running.value, running.from, time);
  }
}
