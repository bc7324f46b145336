import type { Evolution } from '../chain/evolution.js';
import { type Sojourn, sojourn } from '../chain/passage.js';
import type { Process } from '../process.js';

/** First passages into sets of states, each solved once however many measures ask. */
export class Passages {
  private readonly known = new Map<string, Passage>();

  constructor(
    private readonly process: Process,
    private readonly workMost: number | undefined,
  ) {}

  into(target: Uint8Array): Passage {
    const key = target.join('');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const passage = new Passage(this.process, target, this.workMost);
    this.known.set(key, passage);
    return passage;
  }
}

export class Passage {
  private horizon = 0;
  private running: Evolution | undefined;
  private stay: Sojourn | undefined;

  constructor(
    private readonly process: Process,
    private readonly target: Uint8Array,
    private readonly workMost: number | undefined,
  ) {}

  /** Times up to `horizon` will be asked for. */
  request(horizon: number): void {
    this.horizon = Math.max(this.horizon, horizon);
  }

  /** P(made by the time) */
  entered(time: number): number {
    return this.evolution.instant(0, time);
  }

  /** P(not made by the time) */
  notEntered(time: number): number {
    return this.evolution.instant(1, time);
  }

  get method(): string {
    return this.evolution.method;
  }

  private get evolution(): Evolution {
    const inside = Float64Array.from(this.target, (hit) => (hit !== 0 ? 1 : 0));
    const sides = [{ rate: inside }, { rate: inside.map((hit) => 1 - hit) }];
    this.running ??= this.process.evolution(sides, this.target, {
      horizon: this.horizon,
      ...(this.workMost === undefined ? {} : { workLimit: this.workMost }),
    });
    return this.running;
  }

  get sojourn(): Sojourn {
    this.stay ??= sojourn(this.process.chain, this.process.initial, this.target);
    return this.stay;
  }
}
