import { type Difference, differencesOf } from '../../config/differences.js';
import { InputError } from '../../config/problem.js';
import { loadYaml } from '../../config/yaml.js';
import type { PastRun } from '../../experiment/past-runs/read-run.js';
import { RunFolderError } from '../../experiment/run-folder.js';
import { readableSettings } from './readable-settings.js';

/** A path at which two runs were asked for different things: of a config, or of how it was run. */
export interface ConfigurationDifference extends Difference {
  /** The config that it is of, as the second run names it, where one of the runs has several. */
  readonly config?: string;
}

/** Configs of two runs that are held against each other. */
interface ConfigPair {
  readonly before: NamedConfig;
  readonly after: NamedConfig;
}

interface NamedConfig {
  readonly file: string;
  readonly data: unknown;
}

export interface PairedConfigs {
  readonly pairs: readonly ConfigPair[];
  /** Files of configs that only one of the runs has. */
  readonly only: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/**
 * Which config of a run is which of another: those of the same file, then those of the same name, and two that are alone. A system and a
 * net have nothing in common.
 */
export function pairedConfigs(before: PastRun, after: PastRun): PairedConfigs {
  const [left, right] = [before, after].map((run) => new Set(configsOf(run))) as [Set<NamedConfig>, Set<NamedConfig>];
  const areAlone = left.size === 1 && right.size === 1;
  const pairs: ConfigPair[] = [];
  const ways: readonly ((config: NamedConfig) => unknown)[] = [
    ({ file }) => file,
    ({ data }) => keyOf(data, 'name'),
    ...(areAlone ? [() => 'alone'] : []),
  ];
  for (const way of ways) {
    for (const config of left) {
      const own = way(config);
      const other = [...right].find((each) => own !== undefined && way(each) === own && areOfOneFormat(config, each));
      if (other === undefined) continue;
      pairs.push({ before: config, after: other });
      left.delete(config);
      right.delete(other);
    }
  }
  const filesOf = (configs: ReadonlySet<NamedConfig>): readonly string[] => [...configs].map(({ file }) => file);
  return { pairs, only: { before: filesOf(left), after: filesOf(right) } };
}

function configsOf({ folder, manifest }: PastRun): readonly NamedConfig[] {
  return manifest.configs.map(({ file, text }) => {
    try {
      return { file, data: loadYaml(text).data };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new RunFolderError(`${folder}/manifest.json: found a text of ${file} that is no YAML, need what it was`);
    }
  });
}

const areOfOneFormat = (a: NamedConfig, b: NamedConfig): boolean => keyOf(a.data, 'format') === keyOf(b.data, 'format');

function keyOf(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** What differs in configs that both have, and in how they were run: of different commands only what both can be told. */
export function configurationOf(
  before: PastRun,
  after: PastRun,
  { pairs }: PairedConfigs,
): readonly ConfigurationDifference[] {
  const areSeveral = before.manifest.configs.length > 1 || after.manifest.configs.length > 1;
  const inConfigs = pairs.flatMap((pair) => {
    const config = areSeveral ? { config: pair.after.file } : {};
    return differencesOf(pair.before.data, pair.after.data).map((difference) => ({ ...config, ...difference }));
  });
  const known = new Set(inConfigs.map(({ config, path }) => (config === undefined ? path : undefined)));
  return [...inConfigs, ...differencesOf(...howRun(before, after)).filter(({ path }) => !known.has(path))];
}

function howRun(before: PastRun, after: PastRun): readonly [object, object] {
  const [a, b] = [before, after].map((run) => {
    const { command, ninefold: version, build, node } = run.manifest;
    return { command, seed: run.seed, ninefold: { version, build, node } };
  }) as [object, object];
  const [own, others] = readableSettings(before, after);
  if (before.manifest.command === after.manifest.command) {
    return [
      { ...a, name: before.name, settings: own },
      { ...b, name: after.name, settings: others },
    ];
  }
  return [
    { ...a, settings: withKeysOf(own, others) },
    { ...b, settings: withKeysOf(others, own) },
  ];
}

function withKeysOf(settings: object, others: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key in others));
}
