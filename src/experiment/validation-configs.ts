import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = 'sim-configs/validation';

/** The configs whose exact answers are known: those of the current folder, else those of the package; in order of their names. */
export async function validationConfigs(): Promise<readonly string[]> {
  const own = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  const from = existsSync(folder) ? folder : relative('.', own);
  const names = await readdir(from);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(from, name));
}
