import { withMeasure } from '../../exact/sensitivity/perturbed.js';
import type { Model } from '../../system/model.js';

/**
 * A model with the one measure that a search looks at, so that others cost nothing, and without a word on how long to simulate; undefined
 * when it has no such measure.
 */
export function alone({ net, document, system }: Model, measure: string): Model | undefined {
  const measures = net.measures.filter(({ name }) => name === measure);
  if (measures.length === 0) return undefined;
  const { trials: _, precision: __, ...run } = document.run ?? {};
  return {
    net: { ...net, measures },
    document: { ...withMeasure(document, measure), run },
    ...(system === undefined ? {} : { system }),
  };
}
