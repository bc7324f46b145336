import type { DesignComparisons, MeasureComparison, PreparedDesign } from '../../experiment/designs/compare-designs.js';
import type { Design } from '../../experiment/designs/design.js';
import { betterDirection, type Direction } from '../better.js';

/** What `compare --json` prints. */
export interface DesignsReport {
  readonly design: DesignAbout;
  readonly rivals: readonly RivalReport[];
  /** That all intervals hold at once. */
  readonly confidence: number;
  readonly confidenceEach: number;
  readonly intervals: number;
  readonly seed: string;
  readonly complete: boolean;
}

export interface DesignAbout {
  readonly name: string;
  readonly config: string;
}

export interface RivalReport extends DesignAbout {
  readonly measures: Readonly<Record<string, ComparedMeasure>>;
}

export interface ComparedMeasure extends MeasureComparison {
  /** Which of the two is better; absent where the measure's name does not say. */
  readonly better?: Direction;
}

export function designsReport(found: DesignComparisons, { design, model }: PreparedDesign): DesignsReport {
  const { comparisons, ...about } = found;
  const withDirection = ([name, measure]: readonly [string, MeasureComparison]): [string, ComparedMeasure] => {
    const better = betterDirection(model, name);
    return [name, { ...measure, ...(better === undefined ? {} : { better }) }];
  };
  const rivals = comparisons.map(({ rival, measures }) => ({
    ...aboutDesign(rival),
    measures: Object.fromEntries(Object.entries(measures).map(withDirection)),
  }));
  return { design: aboutDesign(design), rivals, ...about };
}

const aboutDesign = ({ name, config, isBaseline }: Design): DesignAbout => ({
  name,
  config: isBaseline ? `${config.file} baseline` : config.file,
});
