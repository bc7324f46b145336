import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { z } from 'zod';

/** The data of `test/reference/<name>.yaml`, checked against the part of it that a test reads. */
export function reference<T>(name: string, shape: z.ZodType<T>): T {
  return shape.parse(parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), 'utf8')));
}

/** `2685/1547` as YAML reads it: a text. */
export function fraction(text: string | number): number {
  const [above, below = '1'] = String(text).split('/');
  return Number(above) / Number(below);
}
