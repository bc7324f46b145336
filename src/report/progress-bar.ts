import { SingleBar } from 'cli-progress';

/** A line on a terminal's stderr that says how far an experiment is. */
export class ProgressBar {
  private readonly started = performance.now();
  private readonly bar = new SingleBar({
    format: '{bar} {percentage} % | {value} of {total} trials | {speed} million events/s | {eta_formatted} left',
    hideCursor: true,
    clearOnComplete: true,
  });

  update(done: number, planned: number, events: number): void {
    const seconds = Math.max(1e-3, (performance.now() - this.started) / 1000);
    const speed = (events / seconds / 1e6).toFixed(1);
    if (!this.bar.isActive) this.bar.start(planned, done, { speed });
    this.bar.setTotal(planned);
    this.bar.update(done, { speed });
  }

  stop(): void {
    this.bar.stop();
  }
}
