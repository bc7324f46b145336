/**
 * How the cost of an event grows with a workload's size: a line for each series of which several sizes were measured.
 * @param {readonly import('../measure-workload.js').WorkloadResult[]} results
 * @returns {string[]}
 */
export function growthLines(results) {
  const series = new Map();
  for (const { growth, contenders } of results) {
    if (growth === undefined) continue;
    const { microsecondsPerTrial, eventsPerTrial } = contenders[0];
    const nanoseconds = (1e3 * microsecondsPerTrial.median) / eventsPerTrial;
    series.set(growth.series, [...(series.get(growth.series) ?? []), { ...growth, nanoseconds }]);
  }
  return [...series].flatMap(([name, sizes]) => {
    const sorted = sizes.sort((a, b) => a.size - b.size);
    const [least, most] = [sorted[0], sorted.at(-1)];
    if (least === most) return [];
    const times = most.nanoseconds / least.nanoseconds;
    const verdict = times <= most.timesMost ? 'met' : 'MISSED';
    return [
      `${name}: an event costs ${least.nanoseconds.toFixed(0)} ns with ${least.size} VMs, ${most.nanoseconds.toFixed(0)} ns with ` +
        `${most.size}: ${times.toFixed(2)} times, target <= ${most.timesMost} ${verdict}`,
    ];
  });
}
