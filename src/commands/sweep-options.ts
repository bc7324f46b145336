import type { SweepChanges } from '../experiment/sweep/planned-sweep.js';
import type { AxisDocument } from '../experiment/sweep/schema.js';
import { readSampleText, readVaryText, readZipText } from '../experiment/sweep/sweep-texts.js';
import { type OptionReader, textOption } from './options.js';

/** What options say of a sweep, as texts. */
export interface SweepTexts {
  readonly vary?: readonly string[];
  readonly zip?: readonly string[];
  readonly sample?: string;
  readonly where?: readonly string[];
}

const several = (describe: string) => ({ ...textOption(describe), array: true });

export const sweepOptions = {
  vary: several('an axis: path=2,3,4 or path=10d..100d:10:log, with a short name n:path=...; given once for each axis'),
  zip: several('axes that go together instead of being crossed: a,b'),
  sample: textOption('points spread over all axes instead of every combination: lhs:100 or sobol:128'),
  where: several('what must be true of a point: "n <= 3"; given once for each'),
};

/** What the options say of a sweep; reports what is wrong with them. */
export function readSweepOptions(given: SweepTexts, options: OptionReader): SweepChanges {
  const vary = given.vary === undefined ? undefined : axesOf(given.vary, options);
  const zip = given.zip?.flatMap((text) => {
    const read = readZipText(text);
    if (read.ok) return [read.group];
    options.reject('zip', read.found, read.need);
    return [];
  });
  const sample = given.sample === undefined ? undefined : readSampleText(given.sample);
  if (sample?.ok === false) options.reject('sample', sample.found, sample.need);
  return {
    ...(vary === undefined ? {} : { vary }),
    ...(zip === undefined ? {} : { zip }),
    ...(sample?.ok === true ? { sample: sample.sample } : {}),
    ...(given.where === undefined ? {} : { where: [...given.where] }),
  };
}

function axesOf(texts: readonly string[], options: OptionReader): Record<string, AxisDocument> {
  const axes: Record<string, AxisDocument> = {};
  for (const text of texts) {
    const read = readVaryText(text);
    if (!read.ok) options.reject('vary', read.found, read.need);
    else if (Object.hasOwn(axes, read.name)) options.reject('vary', `${read.name} a second time`, 'each axis once');
    else axes[read.name] = read.axis;
  }
  return axes;
}
