import { compileNet, interpretNet, kernelContender, readWorkload, runChunks, SEED } from './kernel.js';

/** How many trials the interpreter and the compiled program both run, to compare their rows bit by bit. */
const COMPARED = 20;

/**
 * Parses, compiles and calls a workload for the first time in this process, and times each.
 * @param {import('../workloads/workload.js').Workload} workload
 */
export async function coldStart(workload) {
  const [{ net, plan, measures }, readSeconds] = timed(() => readWorkload(workload));
  const [compiled, compileSeconds] = timed(() => compileNet(net, plan, SEED));
  const [, firstSeconds] = timed(() => runChunks(compiled, measures, 0, workload.firstTrials));
  const contenders = [kernelContender('compiled', compiled, measures)];
  if (!workload.large) {
    const interpreted = interpretNet(net, plan, SEED);
    compareRows(compiled, interpreted, Math.min(COMPARED, workload.firstTrials));
    contenders.push(kernelContender('interpreter', interpreted, measures));
  }
  return {
    contenders,
    /** @param {number} steady seconds a trial once warm */
    cost: (steady) => ({
      readMilliseconds: 1e3 * readSeconds,
      compileMilliseconds: 1e3 * compileSeconds,
      firstTrials: workload.firstTrials,
      firstMilliseconds: 1e3 * firstSeconds,
      firstLossMilliseconds: 1e3 * (firstSeconds - steady * workload.firstTrials),
    }),
  };
}

/**
 * @template T
 * @param {() => T} action
 * @returns {[T, number]} its result, and its seconds
 */
function timed(action) {
  const start = performance.now();
  const result = action();
  return [result, (performance.now() - start) / 1e3];
}

/**
 * @param {import('../../../dist/kernel/plan.js').TrialProgram} compiled
 * @param {import('../../../dist/kernel/plan.js').TrialProgram} interpreted
 * @param {number} trials
 */
function compareRows(compiled, interpreted, trials) {
  const [a, b] = [compiled, interpreted].map((program) => {
    const rows = new Float64Array(trials * program.layout.width);
    program.run(0, trials, rows, () => {});
    return rows;
  });
  const at = a.findIndex((value, index) => !Object.is(value, b[index]));
  if (at >= 0) {
    const [trial, column] = [Math.floor(at / compiled.layout.width), at % compiled.layout.width];
    throw new Error(`trial ${trial}, column ${column}: compiled ${a[at]}, interpreter ${b[at]}`);
  }
}
