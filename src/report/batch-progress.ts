import progress, { type MultiBar, type SingleBar } from 'cli-progress';
import type { Progress } from '../experiment/conduct.js';

/** Work that takes less shows no bars. */
const quietMilliseconds = 400;

/** A line for each run under way and one for all of them, on the terminal's stderr; nothing where there is no terminal. */
export class BatchProgress {
  private readonly bars: MultiBar | undefined;
  private readonly runs = new Map<string, SingleBar>();
  private readonly shares = new Map<string, number>();
  private overall: SingleBar | undefined;
  private readonly started = performance.now();

  constructor(
    terminal: { readonly interactive: boolean },
    private readonly count: number,
  ) {
    if (!terminal.interactive) return;
    this.bars = new progress.MultiBar({
      format: '{bar} {percent} | {name} | {left}',
      hideCursor: true,
      clearOnComplete: true,
    });
  }

  update(name: string, at: Progress | 'ended'): void {
    this.shares.set(name, at === 'ended' ? 1 : at.share);
    if (this.bars === undefined || performance.now() - this.started < quietMilliseconds) return;
    const all = [...this.shares.values()].reduce((sum, share) => sum + share, 0) / this.count;
    this.overall ??= this.bars.create(1, 0);
    this.overall.update(all, this.payload(`all ${this.count} configs`, all));
    this.show(name, at);
  }

  stop(): void {
    this.bars?.stop();
  }

  private show(name: string, at: Progress | 'ended'): void {
    const known = this.runs.get(name);
    if (at === 'ended') {
      if (known !== undefined) this.bars?.remove(known);
      this.runs.delete(name);
      return;
    }
    const bar = known ?? this.bars?.create(1, 0);
    if (bar === undefined) return;
    this.runs.set(name, bar);
    bar.update(at.share, this.payload(name, at.share));
  }

  private payload(name: string, share: number) {
    const elapsed = performance.now() - this.started;
    const left = share > 0 ? `${Math.ceil((elapsed * (1 - share)) / share / 1000)} s left` : '';
    return { name, percent: `${(100 * share).toFixed(0).padStart(3)} %`, left };
  }
}
