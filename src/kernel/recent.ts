/** Keeps the values that were asked for last, so many of them. */
export class Recent<Key, Value> {
  /** The most recently used last. */
  private readonly values = new Map<Key, Value>();

  constructor(private readonly most: number) {}

  /** The value of a key, if it is kept. */
  known(key: Key): Value | undefined {
    return this.values.get(key);
  }

  /** The value of a key; `make` gives it when it is not kept. */
  get(key: Key, make: (key: Key) => Value): Value {
    const value = this.values.get(key) ?? make(key);
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.most && oldest !== undefined) this.values.delete(oldest);
    return value;
  }
}
