import type { Charge, ServiceSeen } from './listener.js';

/** Follows the service from instant to instant: since when it is up or down, and who is charged with the outage. */
export class ServiceWatch {
  private up: boolean | undefined;
  private since = 0;
  private charges: Charge[] = [];

  /** Time is about to advance from `time`; `cause` is what an outage would be charged to. */
  see(time: number, up: boolean, cause: string | undefined): ServiceSeen {
    const before = { up: this.up, since: this.since, charges: this.charges };
    const turned = before.up !== undefined && before.up !== up;
    if (before.up !== up) {
      this.up = up;
      this.since = time;
      this.charges = [];
    }
    if (!up && (this.charges.length === 0 || this.charges.at(-1)?.cause !== cause)) {
      this.charges = [...this.charges, cause === undefined ? { from: time } : { from: time, cause }];
    }
    if (turned && up) return { up, since: time, turned, charges: before.charges, outageFrom: before.since };
    return { up, since: this.since, turned, charges: this.charges };
  }
}
