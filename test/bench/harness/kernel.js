import { readFileSync } from 'node:fs';
import { compileNet } from '../../../dist/kernel/compile.js';
import { interpretNet } from '../../../dist/kernel/interpret.js';
import { lumped } from '../../../dist/net/lumping/lump.js';
import { parseNet } from '../../../dist/net/parse.js';
import { loadModel } from '../../../dist/system/model.js';
import { addToTally, emptyTally } from './tally.js';

export const SEED = 'ninefold bench';

/** Rows are handed over in chunks, as the product does it, so that they stay in the cache. */
const CHUNK = 1000;

/**
 * The document of a net or of what a system is lowered to, with other values for some constants.
 * @param {import('../workloads/workload.js').NetSource} source
 */
export function readDocument({ file, constants = {} }) {
  const { document } = loadModel(readFileSync(new URL(`../nets/${file}`, import.meta.url), 'utf8'));
  return { ...document, constants: { ...document.constants, ...constants } };
}

/**
 * A workload's net and its plan.
 * @param {import('../workloads/workload.js').Workload} workload
 */
export function readWorkload(workload) {
  const parsed = parseNet(readDocument(workload.net));
  const net = workload.net.lump ? lumped(parsed).net : parsed;
  return { net, ...workload.plan(net) };
}

/** @typedef {ReturnType<typeof readWorkload>} ReadWorkload */

/**
 * The kernel as a contender. Trials go on from call to call.
 * @param {'compiled' | 'interpreter'} name
 * @param {import('../../../dist/kernel/plan.js').TrialProgram} program
 * @param {ReadWorkload['measures']} measures
 * @returns {import('./contender.js').Contender}
 */
export function kernelContender(name, program, measures) {
  let next = 0;
  return {
    name,
    group: name,
    async run(trials) {
      const cpuStart = process.cpuUsage();
      const wallStart = performance.now();
      const { events, tallies } = runChunks(program, measures, next, trials);
      const wallSeconds = (performance.now() - wallStart) / 1e3;
      const cpu = process.cpuUsage(cpuStart);
      next += trials;
      return { trials, events, cpuSeconds: (cpu.user + cpu.system) / 1e6, wallSeconds, measures: tallies };
    },
  };
}

/**
 * Runs trials first .. first + count - 1 in chunks and tallies the measures.
 * @param {import('../../../dist/kernel/plan.js').TrialProgram} program
 * @param {ReadWorkload['measures']} measures
 * @param {number} first
 * @param {number} count
 */
export function runChunks(program, measures, first, count) {
  const { width } = program.layout;
  const rows = new Float64Array(CHUNK * width);
  const tallies = Object.fromEntries(measures.map(({ name }) => [name, emptyTally()]));
  let events = 0;
  for (let done = 0; done < count; done += CHUNK) {
    const size = Math.min(CHUNK, count - done);
    events += program.run(first + done, size, rows, ignorePassage);
    for (const { name, column, offset, scale } of measures) {
      const tally = tallies[name];
      for (let at = column(program.layout); at < size * width; at += width)
        addToTally(tally, offset + scale * rows[at]);
    }
  }
  return { events, tallies };
}

const ignorePassage = () => {};

export { compileNet, interpretNet };
