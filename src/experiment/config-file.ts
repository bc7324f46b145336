import { readFile } from 'node:fs/promises';
import { formatProblems } from '../config/format-problems.js';
import { InputError } from '../config/problem.js';
import { type LocatedDocument, loadYaml } from '../config/yaml.js';
import { type Model, modelOf } from '../system/model.js';

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
  readonly model: Model;
}

/** Reads a config and everything that is wrong with it. Throws a ConfigError. */
export async function readConfig(file: string): Promise<ConfigFile> {
  const { text, value } = await readDocument(file, modelOf);
  return { file, text, model: value };
}

/** Reads a YAML file and gives its data to `read`, whose InputErrors are placed in it. Throws a ConfigError. */
export async function readDocument<Value>(
  file: string,
  read: (data: unknown) => Value | Promise<Value>,
): Promise<{ readonly text: string; readonly value: Value }> {
  const text = await readText(file);
  let located: LocatedDocument | undefined;
  try {
    located = loadYaml(text);
    return { text, value: await read(located.data) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new ConfigError(file, formatProblems(file, error.problems, located));
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const reason = new Map([
      ['ENOENT', 'no such file'],
      ['EISDIR', 'a folder'],
      ['EACCES', 'a file that may not be read'],
    ]).get(code);
    throw new ConfigError(file, [`${file}: found ${reason ?? code}, need a readable config file`]);
  }
}
