import type { Config, TopLevelSpec } from 'vega-lite';

/** Colours of the design and of what it is compared with, told apart by the colour-blind too. */
export const designColours = ['#1f6fb4', '#d8741a'] as const;

/** Of many series; told apart by the colour-blind too (Okabe and Ito). */
export const seriesColours = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#f0e442', '#999999'];

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

/** Loading it takes longer than drawing, so that it is loaded when something is drawn and not before. */
let library: Promise<typeof import('vega')> | undefined;
let drawing: Promise<unknown> = Promise.resolve();

/**
 * Draws the charts of one page: the library numbers what it defines in a row, so that pages come one after another and each begins
 * anew. The same page is then the same bytes, whatever was drawn before it.
 */
export function drawingPage<Page>(draw: () => Promise<Page>): Promise<Page> {
  const page = drawing.then(async () => {
    if (library !== undefined) (await library).resetSVGDefIds();
    return draw();
  });
  drawing = page.catch(() => {});
  return page;
}

/** A chart as SVG. */
export async function drawSvg(spec: TopLevelSpec): Promise<string> {
  library ??= import('vega');
  const [vega, { compile }] = await Promise.all([library, import('vega-lite')]);
  const view = new vega.View(vega.parse(compile({ background: 'transparent', ...spec, config }).spec), {
    renderer: 'none',
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
