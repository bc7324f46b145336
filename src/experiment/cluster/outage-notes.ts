import type { RedisClient } from 'bullmq';
import type { ClusterAddress } from './address.js';
import { messageOf } from './connection.js';

/** What a connection that is lost brings with it, and chunks that their worker had lost while it was away. */
const expected = /ECONN|EPIPE|ETIMEDOUT|Connection is closed|could not renew lock|Missing (lock|key)/;

/** Says once that Redis has gone, once that it is back, and each other trouble once. */
export class OutageNotes {
  private away = false;
  private ended = false;
  private readonly said = new Set<string>();

  constructor(
    private readonly address: ClusterAddress,
    private readonly note: (text: string) => void,
    client: RedisClient,
  ) {
    client.on('close', () => this.lost());
    client.on('ready', () => this.returned());
  }

  readonly failed = (error: unknown): void => {
    const message = messageOf(error);
    if (expected.test(message) || this.said.has(message)) return;
    this.said.add(message);
    this.note(`${this.address.shown}: ${message}`);
  };

  /** What happens to the connection from now on is meant. */
  end(): void {
    this.ended = true;
  }

  private lost(): void {
    if (this.away || this.ended) return;
    this.away = true;
    this.note(`${this.address.shown} has gone: waiting for it to return`);
  }

  private returned(): void {
    if (this.away) this.note(`${this.address.shown} is back`);
    this.away = false;
  }
}
