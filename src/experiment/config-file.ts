import { NoSuchPlace, pathOf, withValueAt } from '../config/at-path.js';
import { formatProblems } from '../config/format-problems.js';
import { InputError, type Problem } from '../config/problem.js';
import { withoutSweep } from '../config/without-sweep.js';
import { type LocatedDocument, loadYaml } from '../config/yaml.js';
import { type Model, modelOf } from '../system/model.js';
import { checkedSweep, sweepMeant } from './sweep/config-sweep.js';
import type { SweepDocument } from './sweep/schema.js';

/** A config that cannot be used: one line a problem, `file:line:column path: found X, need Y`. */
export class ConfigError extends Error {
  constructor(
    readonly file: string,
    readonly lines: readonly string[],
  ) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
  }
}

export interface ConfigFile {
  readonly file: string;
  readonly text: string;
  /** What the text says of the system or net, without its sweep: the ground of variations. */
  readonly document: LocatedDocument;
  readonly model: Model;
  /** The designs that the config asks to be run beside the one it describes. */
  readonly sweep?: SweepDocument;
}

/** A config whose text is known. Throws a ConfigError. */
export function configOf(file: string, text: string): ConfigFile {
  const whole = parsed(file, text);
  const { data, sweep } = withoutSweep(whole.data);
  const problems: Problem[] = [];
  const model = attempt(() => modelOf(data), problems);
  const checked = sweep === undefined ? undefined : attempt(() => checkedSweep(sweep, data, model), problems);
  if (model === undefined || problems.length > 0) {
    throw placed(new InputError(problems.map(sweepMeant)), file, whole);
  }
  const document = { ...whole, data };
  return { file, text, document, model, ...(checked === undefined ? {} : { sweep: checked }) };
}

/** What `read` gives; undefined when it throws an InputError, whose problems are kept. */
function attempt<Value>(read: () => Value, problems: Problem[]): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

/** Values by the path that they are put at, like `vms.count`; null takes out what stands there. */
export type DesignValues = Readonly<Record<string, unknown>>;

/** The model of a config with other values at some paths. Throws a ConfigError that names the values. */
export function modelWith(config: ConfigFile, values: DesignValues): Model {
  return configWith(config, values).model;
}

/** A config with other values at some paths. Throws a ConfigError that names the values. */
export function configWith(config: ConfigFile, values: DesignValues): ConfigFile {
  const { file, document } = config;
  let data = document.data;
  try {
    for (const [path, value] of Object.entries(values)) data = dataWith(data, path, value);
    return { ...config, document: { ...document, data }, model: modelOf(data) };
  } catch (error) {
    const at = Object.entries(values).map(([path, value]) => `${path} = ${JSON.stringify(value)}`);
    const { lines } = placed(error, file, document);
    throw new ConfigError(
      file,
      lines.map((line) => `${line} (at ${at.join(', ')})`),
    );
  }
}

function dataWith(data: unknown, key: string, value: unknown): unknown {
  const path = pathOf(key);
  try {
    return withValueAt(data, path, value);
  } catch (error) {
    if (!(error instanceof NoSuchPlace)) throw error;
    throw new InputError([{ path, found: error.found, need: error.need }]);
  }
}

/** A document of YAML. Throws a ConfigError. */
export function parsed(file: string, text: string): LocatedDocument {
  try {
    return loadYaml(text);
  } catch (error) {
    throw placed(error, file);
  }
}

/** What is wrong with a document as lines that name file, line and column; throws anything else again. */
export function placed(error: unknown, file: string, document?: LocatedDocument): ConfigError {
  if (!(error instanceof InputError)) throw error;
  return new ConfigError(file, formatProblems(file, error.problems, document));
}
