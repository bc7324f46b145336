import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How the name of a file of published values ends. */
export const publishedSuffix = '.published.yaml';

/** The configs whose exact answers are known, in order of their names. */
export function validationConfigs(): Promise<readonly string[]> {
  return shippedFiles('sim-configs/validation', '.yaml');
}

/** The files of published values, in order of their names; each names the configs that they are values of. */
export function publishedFiles(): Promise<readonly string[]> {
  return shippedFiles('sim-configs/published', publishedSuffix);
}

/** The claims that come with Ninefold, in order of their numbers. */
export function claimFiles(): Promise<readonly string[]> {
  return shippedFiles('sim-configs/claims', '.yaml');
}

/** Those of the current folder, else those of the package. */
async function shippedFiles(folder: string, suffix: string): Promise<readonly string[]> {
  const own = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  const from = existsSync(folder) ? folder : relative('.', own);
  const names = await readdir(from);
  return names
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => join(from, name));
}
