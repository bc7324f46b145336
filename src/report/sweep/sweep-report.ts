import type { TopLevelSpec } from 'vega-lite';
import { outcomeOf } from '../../experiment/points/run-points.js';
import type { SweepExperiment } from '../../experiment/points/sweep-experiment.js';
import { numbersOf, type SweepRow, sweepRow } from '../../experiment/points/sweep-row.js';
import type { RunFolder } from '../../experiment/run-folder.js';
import { sweepCsv } from './sweep-csv.js';
import { type SweepFacts, sweepJson } from './sweep-json.js';
import { measuresInTable, sweepText } from './sweep-text.js';

/** Points that failed are named on the terminal, but not all of very many. */
const failuresShown = 20;

/** What a sweep found, read from its folder point by point: there may be more of it than memory. */
export class SweepReport {
  private readonly facts: SweepFacts;
  private readonly measures: readonly string[];

  constructor(
    config: string,
    private readonly experiment: SweepExperiment,
    private readonly folder: RunFolder,
    complete: boolean,
  ) {
    let done = 0;
    let failed = 0;
    for (const row of this.rows()) {
      done++;
      if (row.failed !== undefined) failed++;
    }
    const { name, seed, sweep, points } = experiment;
    const axes = sweep.axes.map((axis) => ({ name: axis.name, path: axis.path }));
    this.facts = { config, name, seed, complete, axes, points: points.length, done, failed };
    this.measures = numbersOf(this.rows());
  }

  get failed(): number {
    return this.facts.failed;
  }

  /** summary.json and points.csv. */
  write(): void {
    this.folder.write('summary.json', this.json());
    const axes = this.facts.axes.map(({ name }) => name);
    this.folder.write('points.csv', sweepCsv(axes, this.measures, this.rows()));
  }

  json(): Iterable<string> {
    return sweepJson(this.facts, this.rows());
  }

  text(): string {
    return sweepText(this.facts, measuresInTable(this.measures, this.experiment.sweep.measures), this.rows());
  }

  /** A picture of the first measure over the first axis, with a line for each value of the second. */
  async chart(): Promise<TopLevelSpec> {
    const { sweepChart } = await import('../charts/sweep-chart.js');
    const { axes, measures } = this.experiment.sweep;
    const [first, second] = axes;
    const measure = measures?.find((name) => this.measures.includes(name)) ?? this.measures[0] ?? '';
    return sweepChart(this.rows(), measure, [first?.name ?? '', second?.name]);
  }

  /** What was wrong at the points that failed. */
  *failures(): Generator<string> {
    let left = failuresShown;
    for (const { point, failed } of this.rows()) {
      if (failed === undefined || left-- <= 0) continue;
      yield* failed.map((line) => `point ${point}: ${line}`);
    }
    if (left < 0) yield `and ${-left} more, in points.csv`;
  }

  private *rows(): Generator<SweepRow> {
    const { points, sweep } = this.experiment;
    for (const point of points) {
      const outcome = outcomeOf(this.folder, point.index);
      if (outcome !== undefined) yield sweepRow(point, outcome, sweep.measures);
    }
  }
}
