import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * A program that is called with TRIALS SEED [ARGUMENT...] and measures itself; it prints one Run as JSON.
 * @param {{ name: string, group: string, command: string, before?: string[], after?: string[], environment?: object }} program
 * @returns {import('./contender.js').Contender}
 */
export function processContender({ name, group, command, before = [], after = [], environment = {} }) {
  let seed = 0;
  return {
    name,
    group,
    async run(trials) {
      seed += 1;
      const line = [...before, String(trials), String(seed), ...after];
      const { stdout } = await execute(command, line, { env: { ...process.env, ...environment } });
      return JSON.parse(stdout);
    },
  };
}
