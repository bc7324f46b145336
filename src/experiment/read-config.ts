import { readFile } from 'node:fs/promises';
import { ConfigError, type ConfigFile, configOf, parsed, placed } from './config-file.js';

/** Reads a config and everything that is wrong with it. Throws a ConfigError. */
export async function readConfig(file: string): Promise<ConfigFile> {
  return configOf(file, await readText(file));
}

/** Reads a YAML file and gives its data to `read`, whose InputErrors are placed in it. Throws a ConfigError. */
export async function readDocument<Value>(
  file: string,
  read: (data: unknown) => Value | Promise<Value>,
): Promise<Value> {
  const document = parsed(file, await readText(file));
  try {
    return await read(document.data);
  } catch (error) {
    throw placed(error, file, document);
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
