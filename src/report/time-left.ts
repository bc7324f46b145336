/** Tells how long something will still take, if it goes on as since it was first looked at. */
export class TimeLeft {
  private begun: { readonly at: number; readonly share: number } | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** As text, in whole seconds; nothing as long as nobody can tell. `share` is what is done, from 0 to 1. */
  of(share: number): string {
    this.begun ??= { at: this.now(), share };
    const done = share - this.begun.share;
    if (done <= 0) return '';
    return `${Math.ceil(((this.now() - this.begun.at) * (1 - share)) / done / 1000)} s left`;
  }
}
