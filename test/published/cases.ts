import { fileURLToPath } from 'node:url';
import { type PublishedCase, readPublished } from '../../src/experiment/published.js';
import { publishedFiles } from '../../src/experiment/shipped-files.js';

/** Every row of every file of published values that comes with Ninefold. */
export async function allCases(): Promise<readonly PublishedCase[]> {
  const files = await publishedFiles();
  return (await Promise.all(files.map(readPublished))).flat();
}

/** The rows of one config. */
export async function casesOf(config: string): Promise<readonly PublishedCase[]> {
  return (await allCases()).filter((each) => each.config.endsWith(`/${config}.yaml`));
}

export const publishedFolder = fileURLToPath(new URL('../../sim-configs/published/', import.meta.url));
