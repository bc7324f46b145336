/** The signal of an abort controller; `listen` is called when somebody begins to listen to it, and what it gave when nobody does any more. */
export function heededSignal({ signal }: AbortController, listen: () => () => void): AbortSignal {
  const listeners = new Set<unknown>();
  let stop: (() => void) | undefined;
  const { addEventListener: add, removeEventListener: remove } = signal;
  signal.addEventListener = (...given: Parameters<typeof add>): void => {
    add.apply(signal, given);
    listeners.add(given[1]);
    stop ??= listen();
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>): void => {
    remove.apply(signal, given);
    listeners.delete(given[1]);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
  return signal;
}
