import type { TopLevelSpec } from 'vega-lite';
import { drawSvg } from '../report/charts/draw.js';
import { OutputFile } from './output.js';

/** Draws a chart into the file that `--svg` named. */
export async function writeSvg(path: string, spec: TopLevelSpec): Promise<void> {
  const file = new OutputFile('svg', path);
  file.print(await drawSvg(spec));
  file.close();
}
