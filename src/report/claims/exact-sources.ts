import { closedForm } from '../../exact/closed-forms/of-system.js';
import { chainSource } from '../../experiment/findings/chain-source.js';
import type { ExactSource, ExactValue } from '../../experiment/findings/exact-source.js';
import type { Model } from '../../system/model.js';

/** Multiplications for one of some hundreds of models; what takes more is left to paired trials. */
const workMost = 1e7;
/** Nets of more activities take seconds to explore, though their members be alike. */
const activitiesMost = 60;

/** Exact values of models, each solved once; by the chain if it is small, for it knows nothing of the formulas that claims are about. */
export function exactSources(): (model: Model) => ExactSource {
  const sources = new Map<string, ExactSource>();
  return (model) => {
    const key = JSON.stringify(model.document);
    const source = sources.get(key) ?? chainOrFormula(model);
    sources.set(key, source);
    return source;
  };
}

function chainOrFormula({ net, system }: Model): ExactSource {
  const chain = chainSource(net, workMost);
  const formula = (measure: string): ExactValue | undefined => {
    const answer = system === undefined ? undefined : closedForm(system, measure);
    if (answer?.applies !== true) return undefined;
    return { value: answer.value, method: `closed form ${answer.form}: ${answer.method}` };
  };
  if (net.activities.length > activitiesMost) return (measure) => formula(measure) ?? chain(measure);
  return (measure) => chain(measure) ?? formula(measure);
}
