import type { Config, TopLevelSpec } from 'vega-lite';

/** Colours of the design and of what it is compared with, told apart by the colour-blind too. */
export const designColours = ['#1f6fb4', '#d8741a'] as const;

const font = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';

const config: Config = {
  font,
  view: { stroke: null },
  axis: {
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    titleColor: '#444',
    labelColor: '#444',
    gridColor: '#e6e6e6',
    domainColor: '#999',
    tickColor: '#999',
  },
  legend: {
    labelFontSize: 12,
    labelLimit: 240,
    title: null,
    orient: 'top',
    symbolType: 'stroke',
    symbolStrokeWidth: 3,
  },
};

/** A chart as SVG. Loading the library takes longer than drawing, so that it is loaded here and not before. */
export async function drawSvg(spec: TopLevelSpec): Promise<string> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new vega.View(vega.parse(compile({ background: 'transparent', ...spec, config }).spec), {
    renderer: 'none',
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
