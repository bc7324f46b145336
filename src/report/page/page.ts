import type { RunReport } from '../../experiment/findings/run-report.js';
import { curveChart } from '../charts/curve-chart.js';
import { downtimeChart } from '../charts/downtime-chart.js';
import { drawingPage, drawSvg } from '../charts/draw.js';
import { comparisonWords } from '../comparison-text.js';
import { inequalityLines } from '../inequality-text.js';
import type { ModelReport } from '../model-report.js';
import { type Html, html, trusted } from './html.js';
import { measuresSection } from './measures-section.js';
import { style } from './style.js';

/** The report of a run as one page that needs nothing else: charts, tables, the comparison. */
export function reportPage(report: ModelReport): Promise<string> {
  return drawingPage(() => page(report));
}

async function page(report: ModelReport): Promise<string> {
  const { name, config, baseline } = report;
  const designs: readonly RunReport[] = baseline === undefined ? [report] : [report, baseline];
  const { html: text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style>${trusted(style)}</style>
</head>
<body>
<h1>${name}</h1>
<p class="about">${config}${report.complete ? '' : ', interrupted: these are the trials so far'}</p>
${comparisonSection(report)}
${await chartsSection(designs)}
${designs.map(measuresSection)}
${inequalitySection(report)}
</body>
</html>
`;
  return text;
}

function comparisonSection(report: ModelReport): Html {
  const { comparison, baseline, complete } = report;
  if (comparison === undefined || baseline === undefined || !complete) return html``;
  const { headline, basis, amounts } = comparisonWords(comparison, report, baseline);
  return html`<div class="verdict"><p><strong>${headline}</strong></p>
${amounts.map(({ measure, text }) => html`<p>${measure}: ${text}</p>\n`)}<p class="about">${basis}</p></div>`;
}

async function chartsSection(designs: readonly RunReport[]): Promise<Html> {
  const figures: Html[] = [];
  for (const name of Object.keys(designs[0]?.curves ?? {})) {
    const series = designs.flatMap(({ name: design, curves }) => {
      const curve = curves[name];
      return curve === undefined ? [] : [{ design, curve }];
    });
    const withExact = series.some(({ curve }) => curve.points.some(({ exact }) => exact !== undefined));
    figures.push(
      await figure(withExact ? `${name}, exact as a line` : name, curveChart(series, designs[0]?.timeUnit ?? 'h')),
    );
  }
  const downtime = downtimeChart(designs);
  if (downtime !== undefined) figures.push(await figure('downtime by cause', downtime));
  if (figures.length === 0) return html``;
  return html`<div class="charts">${figures}</div>
<p class="about">Points with their intervals; the shaded band holds at all times at once.</p>`;
}

async function figure(caption: string, chart: Parameters<typeof drawSvg>[0]): Promise<Html> {
  return html`<figure><figcaption>${caption}</figcaption>${trusted(await drawSvg(chart))}</figure>\n`;
}

function inequalitySection({ inequalityA }: ModelReport): Html {
  if (inequalityA === undefined) return html``;
  const [question, ...answer] = inequalityLines(inequalityA);
  return html`<h2>Inequality A</h2>
<p>${question}</p>
${answer.map((line) => html`<p>${line}</p>\n`)}`;
}
