/**
 * One line of the benchmark. Adding a workload = one file here that exports one, and a line in `all.js`.
 * @typedef {{
 *   name: string,
 *   title: string,
 *   net: NetSource,
 *   plan: (net: import('../../../dist/net/net.js').Net) => PlanWithMeasures,
 *   firstTrials: number,
 *   c: readonly CProgram[],
 *   simpy?: SimpyProgram,
 *   large?: boolean,
 *   growth?: Growth,
 *   exact?: Record<string, number>,
 *   targets: Targets,
 * }} Workload
 * A `large` one goes without the interpreter, which would take minutes, and is no part of --quick; `firstTrials` is the
 * size of the first call, whose cost is reported apart; `exact` holds the measures whose expectation is known.
 */

/**
 * A file of a net or a system, by its path from nets/, with other values for some of its constants; with `lump`, members that
 * nothing tells apart are counted.
 * @typedef {{ file: string, constants?: Record<string, number | string>, lump?: boolean }} NetSource
 */

/**
 * Workloads of one series differ in size; the cost of an event in the largest may be so many times that in the smallest.
 * @typedef {{ series: string, size: number, timesMost: number }} Growth
 */

/**
 * A plan, and the measures as columns of its rows: value = offset + scale * column. Every contender gives the same measures.
 * @typedef {{
 *   plan: import('../../../dist/kernel/plan.js').RunPlan,
 *   measures: readonly { name: string, column: (layout: import('../../../dist/kernel/plan.js').RowLayout) => number, offset: number, scale: number }[],
 * }} PlanWithMeasures
 */

/**
 * A program under c/; of several the fastest counts.
 * @typedef {{ name: string, source: string, defines?: Record<string, number> }} CProgram
 */

/**
 * A program under simpy/.
 * @typedef {{ source: string, arguments?: readonly number[] }} SimpyProgram
 */

/**
 * What the compiled kernel should reach: its speed as a multiple of each rival's, microseconds a trial, and events a second.
 * @typedef {{ C?: number, interpreter?: number, SimPy?: number, microsecondsPerTrial?: number, eventsPerSecond?: number }} Targets
 */
