import { InputError } from '../../../../src/config/problem.js';
import type { ActivityDocument, MeasureDocument, NetDocument } from '../../../../src/net/document.js';
import { lowerSystem } from '../../../../src/system/lower.js';
import { parseSystem } from '../../../../src/system/parse-system.js';
import { type Node, type Variant, variants } from './variants.js';

/** The smallest node that mechanisms can be put on; all its times are exponential. */
const smallest: Node = {
  format: 'ninefold/system@1',
  name: 'a pair',
  hardware: { mttf: '300 h', mttr: '10 h' },
  hypervisor: { mttf: '100 h', mttr: '2 h' },
  vms: { count: 1, mttf: '60 h', mttr: '2 h', boot: { exponential: { mean: '1 h' } } },
  horizon: '100 h',
};

/** Each mechanism alone, and each two of them. */
export function singlesAndPairs(): readonly (readonly string[])[] {
  const names = Object.keys(variants);
  return names.flatMap((first, index) => [[first], ...names.slice(index + 1).map((second) => [first, second])]);
}

export interface Composed {
  readonly document: NetDocument;
  readonly measures: readonly string[];
}

/** Mechanisms on one node, or why they cannot be. Calendars ring at random with the same frequency, and all measures end at the horizon. */
export function compose(names: readonly string[]): Composed | { readonly refused: string } {
  const chosen = names.map((name) => variants[name] as Variant);
  try {
    const node = smaller(onTop(chosen.reduce((whole, { node: added }) => merged(whole, added) as Node, smallest)));
    const document = lowerSystem(parseSystem(node));
    const wanted = ['availability', 'outages', ...chosen.flatMap((variant) => variant.measures)];
    const measures = [...new Set(wanted)];
    return { document: byChance(document, measures), measures };
  } catch (error) {
    if (!(error instanceof InputError || error instanceof SaidTwice)) throw error;
    return { refused: error.message };
  }
}

class SaidTwice extends Error {}

/** Maps are merged and lists joined; anything else can be said once. */
function merged(one: unknown, other: unknown, path = ''): unknown {
  if (one === undefined || JSON.stringify(one) === JSON.stringify(other)) return other;
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (!isMap(one) || !isMap(other)) {
    if (path === '.vms.count') return other;
    throw new SaidTwice(`${path.slice(1)} is both ${one} and ${other}`);
  }
  const both = Object.entries(other).map(([key, value]) => [key, merged(one[key], value, `${path}.${key}`)]);
  return { ...one, ...Object.fromEntries(both) };
}

const isMap = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `of: top` is the layer that the VMs stand on. */
function onTop(node: Node): Node {
  const { rejuvenation } = node as { rejuvenation?: readonly Node[] };
  if (rejuvenation === undefined) return node;
  const top = 'dom0' in node ? 'dom0' : 'hypervisor';
  return { ...node, rejuvenation: rejuvenation.map((one) => (one.of === 'top' ? { ...one, of: top } : one)) };
}

/** Three Dom0s on each of two hosts are many states; their hardware lasts. */
const smaller = (node: Node): Node =>
  'dom0' in node && 'hosts' in node ? { ...node, hardware: { reliability: 1, mission: '1 h' } } : node;

function byChance(document: NetDocument, measures: readonly string[]): NetDocument {
  const activities = Object.entries(document.activities ?? {}).map(([name, activity]) => [name, withRate(activity)]);
  const wanted = measures.map((name) => [name, untilHorizon(document.measures?.[name] ?? {})]);
  return { ...document, activities: Object.fromEntries(activities), measures: Object.fromEntries(wanted) };
}

function withRate(activity: ActivityDocument): ActivityDocument {
  const { delay, ...others } = activity;
  if (typeof delay !== 'object' || !('every' in delay)) return activity;
  return { ...others, rate: `1 / (${(delay.every as { period: string }).period})` };
}

function untilHorizon(measure: MeasureDocument): MeasureDocument {
  const { 'steady-state': of, ...others } = measure;
  return of === undefined ? measure : { ...others, average: of, until: 'horizon' };
}
