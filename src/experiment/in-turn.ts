/** Does tasks in order, several at once, until the signal. */
export async function inTurn(
  tasks: readonly (() => Promise<void>)[],
  atOnce: number,
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  const goOn = async (): Promise<void> => {
    for (let task = tasks[next++]; task !== undefined && signal?.aborted !== true; task = tasks[next++]) await task();
  };
  await Promise.all(Array.from({ length: atOnce }, goOn));
}
