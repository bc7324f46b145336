/**
 * Ninefold as a library: read a model, simulate it, solve it, or ask a closed form. Nothing here touches files, threads or the
 * console; the command line adds those.
 *
 *     const model = loadModel(text);
 *     const simulation = await simulate(prepare(model.document, { seed: 'ninefold' }), { trials: 1000 });
 *     simulation.results().availability; // { kind: 'value', estimate, low, high, confidence, ... }
 *     closedForm(model.system, 'availability'); // { applies: true, value, form, method } or the reasons why not
 *     solveExact(model.net); // each measure on the net's Markov chain, or why it is refused
 */
export { InputError, type Path, type Problem } from './config/problem.js';
export { loadYaml } from './config/yaml.js';
export type { PairedComparison } from './estimate/paired.js';
export type { Curve, CurvePoint, Estimate, MeasureResult } from './estimate/result.js';
export { anyVm } from './exact/closed-forms/any-vm.js';
export { breakEvenTime } from './exact/closed-forms/break-even-time.js';
export { shockParallel, shockSeries } from './exact/closed-forms/common-shock.js';
export { functionBreakEven } from './exact/closed-forms/function-break-even.js';
export { functionInHypervisor } from './exact/closed-forms/function-in-hypervisor.js';
export { functionInVms } from './exact/closed-forms/function-in-vms.js';
export { functionBelongsInHypervisor, functionBound } from './exact/closed-forms/function-placement.js';
export { kOfNVms } from './exact/closed-forms/k-of-n.js';
export { latentErrorMttf, latentErrorSurvival } from './exact/closed-forms/latent-error.js';
export { nonVirtualised } from './exact/closed-forms/non-virtualised.js';
export { type ClosedFormAnswer, closedForm } from './exact/closed-forms/of-system.js';
export { type InequalityA, inequalityA } from './exact/closed-forms/system/inequality-a.js';
export { twoOfThree } from './exact/closed-forms/two-of-three.js';
export { twoStateAvailability, twoStateIntervalAvailability } from './exact/closed-forms/two-state.js';
export { hypervisorBound, virtualisingPays } from './exact/closed-forms/virtualising-pays.js';
export { vmsForTarget } from './exact/closed-forms/vms-for-target.js';
export { vmsToPay } from './exact/closed-forms/vms-to-pay.js';
export { votingBound, votingPays } from './exact/closed-forms/voting-pays.js';
export { votingRange } from './exact/closed-forms/voting-range.js';
export type { ExactResult } from './exact/result.js';
export { type SolveOptions, solveExact } from './exact/solve.js';
export { type CompareOptions, type Comparison, compare } from './experiment/compare.js';
export type { Executor } from './experiment/executor.js';
export { inlineExecutor } from './experiment/inline-executor.js';
export { prepare, type SimulateOptions, type Simulation, simulate } from './experiment/simulate.js';
export { TrialFailed } from './experiment/trial-failed.js';
export type { NetDocument } from './net/document.js';
export type { Net } from './net/net.js';
export { parseNet } from './net/parse.js';
export { printNet } from './net/print.js';
export { lowerSystem } from './system/lower.js';
export { loadModel, type Model } from './system/model.js';
export { parseSystem } from './system/parse-system.js';
export type { System } from './system/system.js';
