import type { Evolution } from '../chain/evolution.js';
import type { Gained, Process } from '../process.js';

/** A function of the state whose course was asked for. */
export interface Course {
  instant(time: number): number;
  accumulated(time: number): number;
}

/** The courses of all functions of the state that a net's measures ask for, found in one pass. */
export class Transients {
  private readonly gained: Gained[] = [];
  private horizon = 0;
  private running: Evolution | undefined;

  constructor(
    private readonly process: Process,
    private readonly workMost: number | undefined,
    private readonly manyTimes = false,
  ) {}

  /** All requests come before the first answer is read. */
  request(gained: Gained, horizon: number): Course {
    if (this.running !== undefined) throw new Error('a course was asked for after others had been read');
    this.horizon = Math.max(this.horizon, horizon);
    const gain = this.add(part(gained, 1));
    const loss = isNegativeSomewhere(gained) ? this.add(part(gained, -1)) : undefined;
    return {
      instant: (time) =>
        this.evolution.instant(gain, time) - (loss === undefined ? 0 : this.evolution.instant(loss, time)),
      accumulated: (time) =>
        this.evolution.accumulated(gain, time) - (loss === undefined ? 0 : this.evolution.accumulated(loss, time)),
    };
  }

  get method(): string {
    return this.evolution.method;
  }

  private add(gained: Gained): number {
    return this.gained.push(gained) - 1;
  }

  private get evolution(): Evolution {
    this.running ??= this.process.evolution(this.gained, undefined, {
      horizon: this.horizon,
      manyTimes: this.manyTimes,
      ...(this.workMost === undefined ? {} : { workLimit: this.workMost }),
    });
    return this.running;
  }
}

/** What is gained, or what is lost. */
function part({ rate, atRinging }: Gained, sign: 1 | -1): Gained {
  const positive = (values: Float64Array): Float64Array => values.map((value) => Math.max(sign * value, 0));
  return { rate: positive(rate), ...(atRinging === undefined ? {} : { atRinging: positive(atRinging) }) };
}

function isNegativeSomewhere({ rate, atRinging }: Gained): boolean {
  return [rate, atRinging].some((values) => values?.some((value) => value < 0));
}
