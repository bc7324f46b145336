import type { Command } from './command.js';

/** A command as the list of all of them shows it; what it takes and does is read when it is asked for. */
export interface ListedCommand {
  /** Its name and its positional arguments, as yargs writes them: `run <config>`. */
  readonly usage: string;
  readonly summary: string;
  load(): Promise<Command<never>>;
}

/** All commands, in the order of the help. */
export const commandList: readonly ListedCommand[] = [
  {
    usage: 'run <config>',
    summary: 'simulate a system or net and show every measure with its interval and exact value',
    load: async () => (await import('./run.js')).runCommand,
  },
  {
    usage: 'sweep <config>',
    summary: 'run a config at many points: lists, ranges and samples of any of its values',
    load: async () => (await import('./sweep.js')).sweepCommand,
  },
  {
    usage: 'batch <configs..>',
    summary: 'run many configs: files, and all configs in folders',
    load: async () => (await import('./batch.js')).batchCommand,
  },
  {
    usage: 'resume <run>',
    summary: 'go on with a run that was interrupted or killed, to the same results',
    load: async () => (await import('./resume.js')).resumeCommand,
  },
  {
    usage: 'results [folder]',
    summary: 'list the runs of a folder, those that match, with their key measures',
    load: async () => (await import('./results.js')).resultsCommand,
  },
  {
    usage: 'diff <before> <after>',
    summary: 'what differs between two runs, in configuration and significantly in results',
    load: async () => (await import('./diff.js')).diffCommand,
  },
  {
    usage: 'merge <shard..>',
    summary: 'put the shards of a run together, to the results of the run computed at one place',
    load: async () => (await import('./merge.js')).mergeCommand,
  },
  {
    usage: 'trace <config>',
    summary: 'tell the story of one trial: what failed, why, and what it did to the service',
    load: async () => (await import('./trace.js')).traceCommand,
  },
  {
    usage: 'inject <config>',
    summary: "inject a system's script of faults, or every failure in every state, and report what each did",
    load: async () => (await import('./inject.js')).injectCommand,
  },
  {
    usage: 'validate [configs..]',
    summary: 'check simulation against what is known exactly, and both against published results',
    load: async () => (await import('./validate.js')).validateCommand,
  },
  {
    usage: 'claims [claims..]',
    summary: 'put claims about systems to the test: confirmed, refuted or undecided',
    load: async () => (await import('./claims.js')).claimsCommand,
  },
  {
    usage: 'exact <config>',
    summary: 'solve a system or net exactly: no trials, no intervals',
    load: async () => (await import('./exact.js')).exactCommand,
  },
  {
    usage: 'sensitivity <config>',
    summary: 'rank the numbers of a system or net by how much a measure hangs on them',
    load: async () => (await import('./sensitivity.js')).sensitivityCommand,
  },
  {
    usage: 'compare <configs..>',
    summary: 'hold a design against others on common random numbers: differences and ratios with intervals',
    load: async () => (await import('./compare.js')).compareCommand,
  },
  {
    usage: 'optimise <config>',
    summary: 'find the numbers of a system or net with which a measure is largest or smallest',
    load: async () => (await import('./optimise.js')).optimiseCommand,
  },
  {
    usage: 'boundary <configs..>',
    summary: 'find where a design stops being better than another, or a measure crosses a value, while a number varies',
    load: async () => (await import('./boundary.js')).boundaryCommand,
  },
  {
    usage: 'compile <config>',
    summary: 'print the net that a system becomes',
    load: async () => (await import('./compile.js')).compileCommand,
  },
  {
    usage: 'export <config>',
    summary: 'write a net for PRISM, Storm or Graphviz, or its chain as tables',
    load: async () => (await import('./export.js')).exportCommand,
  },
  {
    usage: 'import <file>',
    summary: 'turn a CTMC in PRISM or JANI into a net',
    load: async () => (await import('./import.js')).importCommand,
  },
  {
    usage: 'schema [format]',
    summary: 'print the JSON Schema of the system, net, claim or published format, for editors',
    load: async () => (await import('./schema.js')).schemaCommand,
  },
  {
    usage: 'worker',
    summary: 'compute for runs on other machines, until interrupted',
    load: async () => (await import('./worker.js')).workerCommand,
  },
];

export const nameOf = ({ usage }: Pick<ListedCommand, 'usage'>): string => usage.split(' ')[0] ?? usage;
