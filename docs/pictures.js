/** Draws the picture of the README anew: the reliability of the example and of its baseline. `npm run pictures`. */
import { writeFileSync } from 'node:fs';
import { readConfig } from '../dist/experiment/config-file.js';
import { prepareModel, runModel } from '../dist/experiment/run-model.js';
import { curveChart } from '../dist/report/charts/curve-chart.js';
import { drawSvg } from '../dist/report/charts/draw.js';
import { modelReport } from '../dist/report/model-report.js';

const config = 'sim-configs/replicated-service.yaml';
const { model } = await readConfig(config);
const prepared = prepareModel(model, {});
const report = modelReport(config, model, await runModel(prepared, { workers: 1 }));
const series = [report, report.baseline].map(({ name, curves }) => ({
  design: name,
  curve: curves['reliability-curve'],
}));
const chart = curveChart(series, report.timeUnit);
writeFileSync(
  'docs/reliability.svg',
  `${await drawSvg({ ...chart, background: 'white', padding: 12, width: 520, height: 260 })}\n`,
);
