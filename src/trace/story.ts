import type { Firing, Seen, ServiceSeen, TraceListener } from './listener.js';
import { chargedText, chargeTotals } from './outage-text.js';
import { stateText } from './state-groups.js';
import { exactTimeText, type Subject, timeText } from './subject.js';

/**
 * One trial as lines for a reader: when, in a unit that suits and with all digits, then what happened, in the past tense; what follows
 * in the same instant is indented under its cause. Each line is printed as soon as it is known.
 */
export class Story implements TraceListener {
  private firings = 0;
  private outages = 0;
  private downtime = 0;
  private isFirst = true;
  /** Since when the service is down, as far as the story goes back. */
  private downSince: number | undefined;
  private chargesTold = 0;
  private isUp: boolean | undefined;

  constructor(
    private readonly subject: Subject,
    private readonly print: (line: string) => void,
  ) {}

  begun(time: number, state: ArrayLike<number>): void {
    const { net, words, trial, seed, until } = this.subject;
    this.print(`${net.name}: trial ${trial} of seed ${seed}, until ${timeText(net, until)}`);
    this.happened(time, `the story began with ${stateText(net, words, state)}`);
  }

  fired(firing: Firing): void {
    this.firings++;
    const text = this.subject.words.firing(firing);
    if (firing.immediate) this.followed(text);
    else this.happened(firing.time, text);
  }

  settled(time: number, _state: ArrayLike<number>, { service }: Seen): void {
    if (service === undefined) return;
    this.tellService(time, service);
    if (!service.up && this.downSince === undefined) this.downSince = time;
    if (service.up && this.downSince !== undefined) {
      this.downtime += time - this.downSince;
      this.downSince = undefined;
    }
    this.isUp = service.up;
    this.isFirst = false;
  }

  ended(time: number): void {
    const { net, from } = this.subject;
    if (this.downSince !== undefined) this.downtime += time - this.downSince;
    this.happened(time, `the story ended after ${this.firings} events`);
    if (this.isUp === undefined) return;
    const share = time === from ? 0 : 1 - this.downtime / (time - from);
    if (!this.isUp) this.followed('the service was still down');
    const count = this.outages === 1 ? '1 outage' : `${this.outages} outages`;
    this.followed(
      this.outages === 0
        ? 'the service was up all the time'
        : `${count}, down for ${timeText(net, this.downtime)} in all, up for ${percent(share)} of the time`,
    );
  }

  private tellService(time: number, service: ServiceSeen): void {
    const { net } = this.subject;
    const { up, turned, charges, outageFrom } = service;
    if (up) {
      if (turned && outageFrom !== undefined) {
        const totals = chargeTotals(charges, time);
        this.followed(
          `\u25b2 the service came back after ${timeText(net, time - outageFrom)}${chargedText(net, totals)}`,
        );
      }
      return;
    }
    const cause = charges.at(-1)?.cause;
    const to = cause === undefined ? '' : `, charged to ${cause}`;
    if (turned) this.followed(`\u25bc the service went down${to}`);
    else if (this.isFirst && time > service.since) {
      this.followed(`\u25bc the service had been down for ${timeText(net, time - service.since)}${to}`);
    } else if (this.isFirst) this.followed('\u25bc the service was down');
    else if (charges.length > this.chargesTold) this.followed(`\u25bc the outage was charged to ${cause} from here on`);
    if (turned || this.isFirst) this.outages++;
    this.chargesTold = charges.length;
  }

  private happened(time: number, text: string): void {
    const { net } = this.subject;
    this.print(`${timeText(net, time).padStart(8)}  ${exactTimeText(net, time).padEnd(22)}  ${text}`);
  }

  private followed(text: string): void {
    this.print(`${' '.repeat(36)}${text}`);
  }
}

/** Six digits: enough for the nines of a node, and 100 % is said of nothing less. */
function percent(share: number): string {
  const text = String(Number((100 * share).toPrecision(6)));
  return text === '100' && share < 1 ? 'nearly 100 %' : `${text} %`;
}
