import progress, { type MultiBar, type SingleBar } from 'cli-progress';
import type { Progress } from '../experiment/conduct.js';
import { TimeLeft } from './time-left.js';

/** Work that takes less shows no bars. */
const quietMilliseconds = 400;

/** A line for each run under way and one for all of them, on the terminal's stderr; nothing where there is no terminal. */
export class BatchProgress {
  private readonly bars: MultiBar | undefined;
  private readonly runs = new Map<string, Line>();
  private readonly shares = new Map<string, number>();
  private overall: Line | undefined;
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
    this.overall ??= new Line(this.bars, `all ${this.count} configs`);
    this.overall.show(all);
    const line = this.runs.get(name) ?? new Line(this.bars, name);
    if (at === 'ended') {
      line.remove();
      this.runs.delete(name);
    } else {
      line.show(at.share);
      this.runs.set(name, line);
    }
  }

  stop(): void {
    this.bars?.stop();
  }
}

/** One bar, there from when it is first shown. */
class Line {
  private readonly left = new TimeLeft();
  private bar: SingleBar | undefined;

  constructor(
    private readonly bars: MultiBar,
    private readonly name: string,
  ) {}

  show(share: number): void {
    const percent = `${(100 * share).toFixed(0).padStart(3)} %`;
    this.bar ??= this.bars.create(1, 0);
    this.bar.update(share, { name: this.name, percent, left: this.left.of(share) });
  }

  remove(): void {
    if (this.bar !== undefined) this.bars.remove(this.bar);
  }
}
