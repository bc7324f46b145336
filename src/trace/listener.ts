/** A place that a firing gave another value. */
export interface Change {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

export interface Firing {
  readonly time: number;
  readonly activity: number;
  readonly chosenCase: number;
  /** It took no time: a consequence of what fired before it in the same instant. */
  readonly immediate: boolean;
  /** Places that have another value than before, in the order of the net. */
  readonly changes: readonly Change[];
}

/** What an outage is charged to from a time on; no cause where the model does not say. */
export interface Charge {
  readonly from: number;
  readonly cause?: string;
}

/** The service as observers see it. */
export interface ServiceSeen {
  readonly up: boolean;
  /** When it began to be so; 0 from the start. */
  readonly since: number;
  /** It went up or down in this instant. */
  readonly turned: boolean;
  /** Of the present outage, or of the one that ends in this instant: who was charged, one after the other. */
  readonly charges: readonly Charge[];
  /** When the outage that ends in this instant began. */
  readonly outageFrom?: number;
}

/** What is seen when time is about to advance; a model without the label has none. */
export interface Seen {
  readonly service?: ServiceSeen;
  readonly capacity?: number;
}

/**
 * What is told of one trial, in order: `begun`, then, for each instant in which something fired, `fired` as often as it did and
 * `settled` once, then `ended`. The beginning is an instant of its own: it is settled even when nothing fires in it. Times
 * are in the net's unit; a state is only good during the call.
 */
export interface TraceListener {
  begun?(time: number, state: ArrayLike<number>): void;
  fired?(firing: Firing): void;
  settled?(time: number, state: ArrayLike<number>, seen: Seen): void;
  ended?(time: number): void;
}
