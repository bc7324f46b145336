/**
 * Works through the items, at most as many at a time as `parallel` says then; 0 ends it after those under way. What one throws ends it
 * too, and is thrown when the others have come to an end.
 */
export async function eachOf<Item>(
  items: Iterable<Item>,
  parallel: () => number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  let wake = (): void => {};
  let broken: { readonly error: unknown } | undefined;
  for (const item of items) {
    while (underWay.size > 0 && underWay.size >= parallel()) await new Promise<void>((resolve) => (wake = resolve));
    if (broken !== undefined || parallel() === 0) break;
    const task: Promise<void> = work(item)
      .catch((error: unknown) => {
        broken ??= { error };
      })
      .finally(() => {
        underWay.delete(task);
        wake();
      });
    underWay.add(task);
  }
  await Promise.all(underWay);
  if (broken !== undefined) throw broken.error;
}
