import type { Progress } from '../experiment/conduct.js';
import { Bell } from './bell.js';

/** What a run hands its work: whom to tell, and what ends it. */
interface Stage {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * Something under way. `await` it for its result, or follow it first:
 *
 *     for await (const { share } of run) console.log(share);
 *     const result = await run;
 *
 * The iteration skips what has been overtaken while the consumer was busy, ends when the run does, and throws its error. Leaving it
 * early, by `break` or an error, stops the run after the chunks under way; the result then holds what was found by then.
 */
export class Run<Result> implements PromiseLike<Result>, AsyncIterable<Progress> {
  private readonly stop = new AbortController();
  private readonly outcome: Promise<Result>;
  private readonly bell = new Bell();
  private latest: Progress | undefined;
  private told = 0;
  private ended = false;

  /** @internal */
  constructor(work: (stage: Stage) => Promise<Result>, signal: AbortSignal | undefined) {
    const both = signal === undefined ? this.stop.signal : AbortSignal.any([signal, this.stop.signal]);
    const onProgress = (progress: Progress): void => {
      this.latest = progress;
      this.told++;
      this.bell.ring();
    };
    // What is wrong with the arguments comes as a rejection too.
    this.outcome = (async () => work({ signal: both, onProgress }))().finally(() => {
      this.ended = true;
      this.bell.ring();
    });
  }

  /** Makes a run something to `await`. */
  then<Fulfilled = Result, Rejected = never>(
    onFulfilled?: ((result: Result) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.outcome.then(onFulfilled, onRejected);
  }

  /** What has been done so far, again and again until the run ends. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Progress, void, undefined> {
    // The iteration throws it; who iterates need not await the run as well.
    this.outcome.catch(() => {});
    let seen = 0;
    try {
      for (;;) {
        if (this.told > seen && this.latest !== undefined) {
          seen = this.told;
          yield this.latest;
        } else if (this.ended) break;
        else await this.bell.next();
      }
      await this.outcome;
    } finally {
      if (!this.ended) this.stop.abort();
    }
  }
}
