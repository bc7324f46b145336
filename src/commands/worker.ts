import { type Command, exitCodes, jsonOption } from './command.js';
import { clusterOption, OptionReader, sharedOptions } from './options.js';

interface Arguments {
  readonly cluster?: string;
  readonly workers?: string;
  readonly json: boolean;
}

/** `ninefold worker`: computes chunks for the runs of a cluster until it is interrupted. */
export const workerCommand: Command<Arguments> = {
  options: {
    cluster: clusterOption,
    workers: sharedOptions.workers,
    json: jsonOption,
  },
  async run(given, terminal) {
    const options = new OptionReader();
    const threads = options.workers(given.workers) ?? terminal.processors;
    const address = options.cluster(given.cluster, terminal.clusterPassword);
    if (given.cluster === undefined) options.reject('cluster', 'nothing', 'redis://HOST:PORT');
    options.check();
    if (address === undefined) return exitCodes.badInput;
    const { heeding } = await import('../experiment/heeding.js');
    const { clusterWorker } = await import('../experiment/cluster/cluster-worker.js');
    const note = (text: string): void => terminal.err(`${text}\n`);
    const { signal } = terminal;
    const worked = await heeding(signal, () => clusterWorker(address, { threads, signal, note }));
    if (given.json) terminal.out(`${JSON.stringify(worked)}\n`);
    const { worker, chunks, events } = worked;
    note(
      `${worker} leaves after ${chunks.toLocaleString('en')} ${chunks === 1 ? 'chunk' : 'chunks'}, ${events.toLocaleString('en')} events`,
    );
    return exitCodes.done;
  },
};
