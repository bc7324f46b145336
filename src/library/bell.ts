/** Tells those who wait that there is something new. */
export class Bell {
  private readonly waiting = new Set<() => void>();

  ring(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }

  /** The next ring. */
  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }
}
