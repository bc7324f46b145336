/**
 * Ninefold as a library: read a design, simulate it, compare it with another, vary it, solve it, or ask a closed form. Nothing
 * here touches files or the console, and nothing needs Node.js: it all works in a browser too.
 *
 * `ninefold` is this and, besides, an executor on the threads of Node.js; `ninefold/browser` is this in one file without
 * dependencies, and `ninefold/browser-worker` the script of its Web Workers. `docs/library.md` has whole examples.
 *
 * @module ninefold
 */
export { InputError, type Path, type Problem } from './config/problem.js';
export type { Interval } from './estimate/intervals/interval.js';
export type { CurvePoint } from './estimate/result.js';
export { anyVm } from './exact/closed-forms/any-vm.js';
export { type BreakEvenTime, breakEvenTime } from './exact/closed-forms/break-even-time.js';
export { shockParallel, shockSeries } from './exact/closed-forms/common-shock.js';
export { functionBreakEven } from './exact/closed-forms/function-break-even.js';
export { functionInHypervisor } from './exact/closed-forms/function-in-hypervisor.js';
export { functionInVms } from './exact/closed-forms/function-in-vms.js';
export { functionBelongsInHypervisor, functionBound } from './exact/closed-forms/function-placement.js';
export { kOfNVms } from './exact/closed-forms/k-of-n.js';
export { type LatentError, latentErrorMttf, latentErrorSurvival } from './exact/closed-forms/latent-error.js';
export { nonVirtualised } from './exact/closed-forms/non-virtualised.js';
export type { ClosedFormAnswer } from './exact/closed-forms/of-system.js';
export { OutOfRangeError } from './exact/closed-forms/out-of-range.js';
export type { Probability, ProbabilityLike } from './exact/closed-forms/probability.js';
export type { InequalityA } from './exact/closed-forms/system/inequality-a.js';
export { twoOfThree } from './exact/closed-forms/two-of-three.js';
export { type TwoState, twoStateAvailability, twoStateIntervalAvailability } from './exact/closed-forms/two-state.js';
export type { Verdict } from './exact/closed-forms/verdict.js';
export { hypervisorBound, virtualisingPays } from './exact/closed-forms/virtualising-pays.js';
export { type TargetNode, vmsForTarget } from './exact/closed-forms/vms-for-target.js';
export { vmsToPay } from './exact/closed-forms/vms-to-pay.js';
export { votingBound, votingPays } from './exact/closed-forms/voting-pays.js';
export { votingRange } from './exact/closed-forms/voting-range.js';
export type { ExactCurve, ExactNumber, ExactPoint, ExactResult, Refused } from './exact/result.js';
export type { Progress } from './experiment/conduct.js';
export { ConfigError } from './experiment/config-file.js';
export type { Known, MeasureComparison } from './experiment/designs/compare-designs.js';
export type { Executor } from './experiment/executor.js';
export type { ExactMeasure } from './experiment/findings/exact-report.js';
export type { ExactValue } from './experiment/findings/exact-source.js';
export type { CurveReport, MeasureReport, RunReport } from './experiment/findings/run-report.js';
export type { TrialFailure } from './experiment/job.js';
export type { SweepRow } from './experiment/points/sweep-row.js';
export { TrialFailed } from './experiment/trial-failed.js';
export { WorkerFailure } from './experiment/worker-failure.js';
export { type ComparisonOptions, type ComparisonResult, compare } from './library/compare.js';
export { Design, type DesignLike, type MeasureName, readDesign } from './library/design.js';
export { closedForm, type ExactOptions, exact, inequalityA } from './library/exact.js';
export type { TrialOptions } from './library/options.js';
export { Run } from './library/run.js';
export { type SimulationOptions, type SimulationResult, simulate } from './library/simulate.js';
export { type AxisOptions, type SweepOptions, sweep } from './library/sweep.js';
export { type WorkerLike, webWorkerExecutor } from './library/web-worker-executor.js';
