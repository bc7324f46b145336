import type { Threshold, VariedDesign } from '../../experiment/boundary/contest.js';
import { type PastRun, pointText } from '../../experiment/past-runs/read-run.js';
import type { Range } from '../../experiment/sweep/range.js';
import { configValue, type Scale } from '../../experiment/sweep/scale.js';

type Settings = Readonly<Record<string, unknown>>;

/** What two runs were told beside their configs and seeds, so that a reader sees what differs. */
export function readableSettings(before: PastRun, after: PastRun): readonly [Settings, Settings] {
  const [a, b] = [settingsOf(before), settingsOf(after)];
  return [withoutPointsOf(a, b), withoutPointsOf(b, a)];
}

/** Of a boundary, an optimisation and a sweep: as far as they have settings of their own. */
interface OwnSettings {
  readonly scale?: Scale;
  readonly sides?: readonly (VariedDesign | Threshold)[];
  readonly ranges?: readonly Range[];
  readonly points?: readonly Settings[];
}

type Points = Pick<OwnSettings, 'points'>;

function settingsOf({ manifest }: PastRun): Settings & Points {
  const { seed: _, scale, sides, ranges, ...rest } = manifest.settings as Settings & OwnSettings;
  return {
    ...rest,
    ...(scale === undefined ? {} : { range: scaleText(scale) }),
    ...(sides === undefined ? {} : { sides: Object.fromEntries(sides.map((side, at) => ['AB'[at], sideText(side)])) }),
    ...(ranges === undefined ? {} : { ranges: Object.fromEntries(ranges.map((each) => [each.path, scaleText(each)])) }),
  };
}

/** `10 d .. 100 d, log`. */
function scaleText({ low, high, of, spacing }: Scale): string {
  return `${configValue(of, low)} .. ${configValue(of, high)}${spacing === 'log' ? ', log' : ''}`;
}

/** `small with vms.count = 2, vms.mttf varied`, or `above 0.98`. */
function sideText(side: Omit<VariedDesign, 'config'> | Threshold): string {
  if (!('paths' in side)) return `${side.relation} ${side.value}`;
  const { name, values, paths } = side;
  const changed = values === undefined ? '' : ` with ${pointText(values)}`;
  return `${name}${changed}${paths.length === 0 ? '' : `, ${paths.join(' and ')} varied`}`;
}

const pointsMost = 5;

/** Points of a sweep are a set: what counts are those that the other has not. */
function withoutPointsOf({ points, ...rest }: Settings & Points, others: Points): Settings {
  if (points === undefined || others.points === undefined) return rest;
  const known = new Set(others.points.map(pointText));
  const own = points.map(pointText).filter((text) => !known.has(text));
  if (own.length === 0) return rest;
  const left = own.length - pointsMost;
  const more = left > 0 ? `; ${left.toLocaleString('en')} more` : '';
  return { ...rest, points: `${own.slice(0, pointsMost).join('; ')}${more}` };
}
