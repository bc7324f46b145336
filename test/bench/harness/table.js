/**
 * The text of the results: a line a contender, targets beside measured ratios.
 */

const COLUMNS = [28, 11, 12, 24, 24, 16];

/** Wall clock over processor time from which the machine is said to have been busy with something else. */
const BUSY = 1.2;

/** @param {import('../measure-workload.js').WorkloadResult} result */
export function workloadTable({ name, title, contenders, coldStart, missing, targets }) {
  const fastest = fastestByGroup(contenders);
  const lines = [
    `${name}  ${title}`,
    row(['', 'us/trial', 'events/trial', 'M events/s (min..max)', 'compiled is (min..max)', 'target']),
    ...contenders.map((contender) => row(contenderCells(contender, targets, fastest.has(contender)))),
    ...missing.map((tool) => `  ${tool}: not installed`),
    `  cold: read ${fixed(coldStart.readMilliseconds)} ms, compile ${fixed(coldStart.compileMilliseconds)} ms, first ` +
      `${coldStart.firstTrials} trials ${fixed(coldStart.firstMilliseconds)} ms, of it warming up ${fixed(coldStart.firstLossMilliseconds)} ms`,
    ...busy(contenders),
    ...Object.keys(contenders[0].measures).map((measure) => `  ${estimates(contenders, measure)}`),
  ];
  return lines.join('\n');
}

/** Of several programs in C only the fastest is held against the target. */
function fastestByGroup(contenders) {
  const fastest = new Map();
  for (const contender of contenders) {
    const best = fastest.get(contender.group);
    if (!best || contender.microsecondsPerTrial.median < best.microsecondsPerTrial.median)
      fastest.set(contender.group, contender);
  }
  return new Set(fastest.values());
}

function contenderCells(contender, targets, isFastest) {
  const { name, group, microsecondsPerTrial, eventsPerTrial, eventsPerSecond, speedOfCompiled } = contender;
  return [
    name,
    fixed(microsecondsPerTrial.median),
    fixed(eventsPerTrial),
    spreadText(eventsPerSecond, 1e-6),
    speedOfCompiled ? `${spreadText(speedOfCompiled, 1)} x` : '',
    isFastest ? target(contender, targets[group], targets) : '',
  ];
}

function busy(contenders) {
  const longest = Math.max(...contenders.map(({ wallPerCpu }) => wallPerCpu));
  return longest > BUSY
    ? [`  the machine was busy: the wall clock ran up to ${fixed(longest)} times the processor time`]
    : [];
}

function target({ speedOfCompiled, microsecondsPerTrial, eventsPerSecond }, ratio, absolute) {
  if (speedOfCompiled) return ratio === undefined ? '' : `>= ${ratio} ${metOrMissed(speedOfCompiled.median >= ratio)}`;
  const { microsecondsPerTrial: microseconds, eventsPerSecond: events } = absolute;
  if (events !== undefined) return `>= ${fixed(1e-6 * events)} M/s ${metOrMissed(eventsPerSecond.median >= events)}`;
  if (microseconds === undefined) return '';
  return `< ${microseconds} us ${metOrMissed(microsecondsPerTrial.median < microseconds)}`;
}

function estimates(contenders, measure) {
  const cells = contenders
    .filter(({ group }) => group !== 'interpreter')
    .map(({ name, measures, verdicts }) => {
      const { count, mean, squares } = measures[measure];
      const error = count > 1 ? ` +- ${Math.sqrt(squares / (count - 1) / count).toPrecision(2)}` : '';
      const verdict = verdicts[measure] ?? verdicts[`${measure} (exact)`];
      return `${name} ${mean.toPrecision(7)}${error}${verdict ? ` ${verdict}` : ''}`;
    });
  return `${measure} (mean +- standard error): ${cells.join('; ')}`;
}

/** @param {object} result what measure-workers.js prints */
export function workersTable({ workload, cores, trials, secondsOne, secondsTwo, speedUp, target: need }) {
  return [
    `2 workers  ${workload}, ${trials} trials, ${cores} cores`,
    `  1 worker ${spreadText(secondsOne, 1)} s, 2 workers ${spreadText(secondsTwo, 1)} s: ` +
      `${spreadText(speedUp, 1)} x, target >= ${need} ${metOrMissed(speedUp.median >= need)}`,
  ].join('\n');
}

/** What handing work out costs. */
export function batchTable({ overhead, apart, sweep }) {
  const { chunkMilliseconds, share, target } = overhead;
  return [
    `overhead   chunks of ${spreadText(chunkMilliseconds, 1)} ms on a thread of a pool, time between them: ` +
      `${spreadText(share, 100)} %, target <= ${100 * target} ${metOrMissed(share.median <= target)}`,
    `apart      2 threads that share nothing beside 1: ${spreadText(apart, 1)} x: what the machine has to give`,
    `sweep      ${sweep.points} points, 2 workers beside 1: ${spreadText(sweep.speedUp, 1)} x, ` +
      `threads idle ${spreadText(sweep.idle, 100)} % of the time, target >= ${sweep.target} ${metOrMissed(sweep.speedUp.median >= sweep.target)}`,
  ].join('\n');
}

const metOrMissed = (met) => (met ? 'met' : 'MISSED');

const row = (cells) => `  ${cells.map((cell, index) => cell.padEnd(COLUMNS[index])).join(' ')}`.trimEnd();

const spreadText = ({ median, min, max }, scale) =>
  `${fixed(median * scale)} (${fixed(min * scale)}..${fixed(max * scale)})`;

/** Three significant digits, never in exponent form. */
function fixed(value) {
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return value.toFixed(Math.min(20, Math.max(0, 2 - digits)));
}
