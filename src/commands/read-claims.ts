import { basename } from 'node:path';
import type { Claim } from '../experiment/claims/claim.js';
import { readClaim } from '../experiment/claims/read-claim.js';
import { ConfigError } from '../experiment/config-file.js';
import { claimFiles } from '../experiment/shipped-files.js';
import { CommandError, exitCodes } from './command.js';
import type { OptionReader } from './options.js';

/** Reads claims given as files or as numbers, all that come with Ninefold if none is; says everything that is wrong at once. */
export async function readClaims(given: readonly string[], options: OptionReader): Promise<readonly Claim[]> {
  const problems = [...options.problems];
  const shipped = await claimFiles();
  const files = given.length === 0 ? shipped : given.flatMap((name) => fileOf(name, shipped, problems));
  const claims: Claim[] = [];
  for (const file of files) {
    try {
      claims.push(await readClaim(file));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.lines);
    }
  }
  if (problems.length > 0) throw new CommandError(problems.join('\n'), exitCodes.badInput);
  return claims;
}

/** `7` is the claim in 07-any-name.yaml. */
function fileOf(name: string, shipped: readonly string[], problems: string[]): readonly string[] {
  if (!/^\d+$/.test(name)) return [name];
  const file = shipped.find((each) => Number.parseInt(basename(each), 10) === Number(name));
  if (file !== undefined) return [file];
  problems.push(`claims: found ${name}, need a file or the number of a claim in sim-configs/claims`);
  return [];
}
