import { MeanTally } from './mean.js';
import { MeansTally } from './means.js';
import { NinesTally } from './nines.js';
import { PassageTally } from './passage.js';
import { PassageBeforeTally } from './passage-before.js';
import { ProportionsTally } from './proportions.js';
import { RatioTally } from './ratio.js';
import { SpanMeanTally } from './span-mean.js';
import { SpanQuantileTally } from './span-quantile.js';
import type { Tally, TallySpec } from './tally.js';

/** The empty tally of a spec; a new kind is a file in this folder and a line here. */
export function createTally(spec: TallySpec): Tally {
  switch (spec.kind) {
    case 'mean':
      return new MeanTally(spec);
    case 'means':
      return new MeansTally(spec);
    case 'nines':
      return new NinesTally(spec);
    case 'passage':
      return new PassageTally(spec);
    case 'passage-before':
      return new PassageBeforeTally(spec);
    case 'proportions':
      return new ProportionsTally(spec);
    case 'ratio':
      return new RatioTally(spec);
    case 'span-mean':
      return new SpanMeanTally(spec);
    case 'span-quantile':
      return new SpanQuantileTally(spec);
  }
}
