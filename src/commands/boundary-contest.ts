import { convertDuration, type DurationUnit, durationUnit, parseDuration } from '../config/duration.js';
import { type Contest, sidesAt, type Threshold } from '../experiment/boundary/contest.js';
import { readVary } from '../experiment/boundary/vary-text.js';
import { ConfigError } from '../experiment/config-file.js';
import { type Design, modelOfDesign } from '../experiment/designs/design.js';
import { isCurve } from '../net/curve.js';
import type { Measure } from '../net/net.js';
import type { Model } from '../system/model.js';
import { CommandError, exitCodes } from './command.js';
import type { OptionReader } from './options.js';

interface Texts {
  readonly vary?: string;
  readonly measure?: string;
  readonly above?: string;
  readonly below?: string;
}

/** What the options ask of the designs; throws a CommandError with everything that is wrong. */
export function contestOf(given: Texts, all: readonly Design[], options: OptionReader): Contest {
  const relation = given.above === undefined ? 'below' : 'above';
  const value = given.above ?? given.below;
  const designs = value !== undefined && all[1]?.isBaseline === true ? all.slice(0, 1) : all;
  if (given.above !== undefined && given.below !== undefined)
    options.reject('below', '--above beside it', 'one of the two');
  if (value !== undefined && designs.length > 1) options.reject(relation, 'other designs beside it', 'one config');
  if (value === undefined && designs.length === 1) {
    options.reject(
      'above',
      'nothing, and one design without a baseline',
      'a second config, --with, --above or --below',
    );
  }
  if (designs.length > 2) options.reject('with', `${designs.length} designs in all`, 'two');
  const measure = measureOf(
    given.measure,
    designs.map((design) => modelOfDesign(design)),
    options,
  );
  const threshold = value === undefined ? undefined : thresholdOf(relation, value, measure, options);
  const read = given.vary === undefined ? undefined : readVary(given.vary, designs);
  if (read === undefined) options.reject('vary', 'nothing', 'a path and a range, such as vms.count=1..8');
  else if (!read.ok) options.reject('vary', read.found, read.need);
  options.check();
  if (read?.ok !== true || measure === undefined) throw new Error('options were not checked');
  const [design, other] = read.varied.designs;
  const rival = threshold ?? other;
  if (design === undefined || rival === undefined) throw new Error('there is nothing to hold the design against');
  return checkedAtEnds({ design, rival, measure: measure.name, scale: read.varied.scale });
}

/** Asked for when no measure is: the first of these that all designs have, or the first of all. */
const preferred = ['availability-long-run', 'availability', 'reliability', 'mttf'];

function measureOf(name: string | undefined, models: readonly Model[], options: OptionReader): Measure | undefined {
  const [first, ...others] = models.map(({ net }) => net.measures.filter((measure) => !isCurve(measure)));
  const common = (first ?? []).filter((measure) =>
    others.every((list) => list.some((each) => each.name === measure.name)),
  );
  if (name !== undefined) options.names('measure', [name], common);
  else if (common.length === 0) options.reject('measure', 'none that all designs have at one time', 'one');
  const wanted = name === undefined ? [...preferred, ...common.map((measure) => measure.name)] : [name];
  return wanted.flatMap((each) => common.find((measure) => measure.name === each) ?? [])[0];
}

function thresholdOf(
  relation: Threshold['relation'],
  text: string,
  measure: Measure | undefined,
  options: OptionReader,
): Threshold | undefined {
  const unit = durationUnit(measure?.unit ?? '');
  const value = /^[^a-z]*$|^[^a-z]*e[^a-z]*$/i.test(text) && text.trim() !== '' ? Number(text) : durationIn(text, unit);
  if (value !== undefined && Number.isFinite(value)) return { relation, value };
  options.reject(relation, text === '' ? 'nothing' : text, `a number${unit === undefined ? '' : ' or a duration'}`);
  return undefined;
}

function durationIn(text: string, unit: DurationUnit | undefined): number | undefined {
  const outcome = parseDuration(text);
  return outcome.ok && unit !== undefined ? convertDuration(outcome.hours, 'h', unit) : undefined;
}

/** Whether designs can be made at both ends of the range. */
function checkedAtEnds(contest: Contest): Contest {
  const problems = [contest.scale.low, contest.scale.high].flatMap((at) => {
    try {
      sidesAt(contest, at);
      return [];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.lines;
    }
  });
  if (problems.length > 0) throw new CommandError(problems.join('\n'), exitCodes.badInput);
  return contest;
}
