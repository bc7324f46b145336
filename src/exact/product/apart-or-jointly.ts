import type { Measure, Net } from '../../net/net.js';
import type { ExactResult } from '../result.js';
import type { Alike } from '../symmetry/alike.js';
import { independentParts } from './independent-parts.js';
import type { PartOptions } from './part-chains.js';
import { solveApart } from './solve-apart.js';

/** Whether independent parts of a net are solved apart; 'large': when their joint chain is not small. */
export type PartsApart = 'always' | 'large' | 'never';

/** Below this the joint chain is solved as it is: it gives every kind of measure. */
const JOINT_STATES_FEW = 4096;
const JOINT_WORK_LITTLE = 2e8;

/**
 * Solves measures by the joint chain of a net while that is small; else by the chains of its independent parts, where those
 * give the measure; else by the joint chain, however large.
 */
export function apartOrJointly(
  net: Net,
  measures: readonly Measure[],
  options: PartOptions & { readonly parts?: PartsApart },
  alike: readonly Alike[],
  jointly: (measures: readonly Measure[], limits: PartOptions) => Map<string, ExactResult>,
): Map<string, ExactResult> {
  const { parts: when = 'large' } = options;
  const parts = when === 'never' ? [] : independentParts(net);
  if (parts.length < 2) return jointly(measures, options);
  const results = when === 'always' ? new Map<string, ExactResult>() : jointly(measures, withinLittle(options));
  const open = measures.filter(
    ({ name }) => results.get(name)?.kind !== 'value' && results.get(name)?.kind !== 'curve',
  );
  const reasons = new Map<string, string>();
  for (const [name, result] of solveApart(net, parts, open, options, alike)) {
    if (result.kind === 'joint') reasons.set(name, result.reason);
    else results.set(name, result);
  }
  const left = open.filter(({ name }) => reasons.has(name));
  if (left.length === 0) return results;
  for (const [name, result] of jointly(left, options)) {
    const reason = `${parts.length} independent parts are not solved apart: ${reasons.get(name)}`;
    results.set(name, result.kind === 'refused' ? { ...result, reason: `${result.reason}; the ${reason}` } : result);
  }
  return results;
}

function withinLittle(options: PartOptions): PartOptions {
  const { statesMost = Infinity, workMost = Infinity } = options;
  return {
    ...options,
    statesMost: Math.min(statesMost, JOINT_STATES_FEW),
    workMost: Math.min(workMost, JOINT_WORK_LITTLE),
  };
}
