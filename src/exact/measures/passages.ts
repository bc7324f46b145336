import { type FirstPassage, firstPassage, type Sojourn, sojourn } from '../chain/passage.js';
import type { Explored } from '../explore/explore.js';

/** First passages into sets of states, each solved once however many measures ask. */
export class Passages {
  private readonly known = new Map<string, Passage>();

  constructor(
    private readonly explored: Explored,
    private readonly workMost: number | undefined,
  ) {}

  into(target: Uint8Array): Passage {
    const key = target.join('');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const passage = new Passage(this.explored, target, this.workMost);
    this.known.set(key, passage);
    return passage;
  }
}

export class Passage {
  private horizon = 0;
  private solved: FirstPassage | undefined;
  private stay: Sojourn | undefined;

  constructor(
    private readonly explored: Explored,
    private readonly target: Uint8Array,
    private readonly workMost: number | undefined,
  ) {}

  /** Times up to `horizon` will be asked for. */
  request(horizon: number): void {
    this.horizon = Math.max(this.horizon, horizon);
  }

  get first(): FirstPassage {
    const { chain, initial } = this.explored;
    this.solved ??= firstPassage(chain, initial, this.target, {
      horizon: this.horizon,
      ...(this.workMost === undefined ? {} : { workLimit: this.workMost }),
    });
    return this.solved;
  }

  get sojourn(): Sojourn {
    this.stay ??= sojourn(this.explored.chain, this.explored.initial, this.target);
    return this.stay;
  }
}
