import progress, { type SingleBar } from 'cli-progress';
import type { Progress } from '../experiment/conduct.js';
import { TimeLeft } from './time-left.js';

type OnProgress = (progress: Progress) => void;

/** Work that takes less shows no bar. */
const quietMilliseconds = 400;

/** Does some work with a line on the terminal's stderr that says how far it is; silently when there is no terminal. */
export async function withProgress<Result>(
  terminal: { readonly interactive: boolean },
  work: (onProgress: OnProgress) => Promise<Result>,
): Promise<Result> {
  if (!terminal.interactive) return work(() => {});
  const bar = new ProgressBar(
    new progress.SingleBar({
      format: '{bar} {percent} | {trials} trials | {speed} million events/s | {left}',
      hideCursor: true,
      clearOnComplete: true,
    }),
  );
  try {
    return await work((progress) => bar.update(progress));
  } finally {
    bar.stop();
  }
}

class ProgressBar {
  private readonly started = performance.now();
  private readonly left = new TimeLeft();

  constructor(private readonly bar: SingleBar) {}

  update({ share, trials, events }: Progress): void {
    const elapsed = performance.now() - this.started;
    const left = this.left.of(share);
    if (elapsed < quietMilliseconds) return;
    const shown = {
      percent: `${(100 * share).toFixed(0).padStart(3)} %`,
      trials: trials.toLocaleString('en'),
      speed: (events / elapsed / 1000).toFixed(1),
      left,
    };
    if (!this.bar.isActive) this.bar.start(1, share, shown);
    this.bar.update(share, shown);
  }

  stop(): void {
    this.bar.stop();
  }
}
