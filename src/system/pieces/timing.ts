import type { ActivityDocument, LawText } from '../../net/document.js';
import { namedLaw } from '../law.js';
import type { NetBuilder } from '../net-builder.js';
import { hoursOf, netDuration } from '../net-time.js';
import type { Component, Life, Stage } from '../system.js';
import { lawWithConstants } from './law-constants.js';

/** What an activity says about when it fires. */
export type TimingDocument = Pick<ActivityDocument, 'rate' | 'delay' | 'age' | 'speed'>;

/** The same, worked off at a speed. */
export function paced(timing: TimingDocument, speed: string | undefined): TimingDocument {
  if (speed === undefined) return timing;
  return timing.rate === undefined ? { ...timing, speed } : { rate: `${speed} * (${timing.rate})` };
}

/** The failures per hour of an exponential life as an expression, its numbers declared; undefined for another life. */
export function rateExpression(net: NetBuilder, prefix: string, life: Life): string | undefined {
  switch (life.kind) {
    case 'mttf':
      return `1 / ${net.constant(`${prefix}.mttf`, netDuration(life.mttf))}`;
    case 'reliability': {
      const survival = net.constant(`${prefix}.reliability`, life.reliability);
      const mission =
        life.mission === undefined ? 'mission' : net.constant(`${prefix}.mission`, netDuration(life.mission));
      return `-log(${survival}) / ${mission}`;
    }
    case 'law': {
      const { distribution, parameters } = namedLaw(life.law);
      const [first] = parameters;
      if (distribution.name !== 'exponential' || first === undefined) return undefined;
      lawWithConstants(net, life.law, `${prefix}.life`);
      const parameter = `${prefix}.life.exponential.${first.spec.name}`;
      return first.spec.type === 'rate' ? parameter : `1 / ${parameter}`;
    }
  }
}

/** When a life of its own ends: at a rate when it is exponential. */
export function lifeTiming(
  net: NetBuilder,
  { prefix, life, age }: Pick<Component, 'prefix' | 'life' | 'age'>,
): TimingDocument {
  const rate = rateExpression(net, prefix, life);
  if (rate !== undefined) return { rate };
  if (life.kind !== 'law') throw new Error(`${prefix}: a life of kind ${life.kind} has no rate`);
  return {
    delay: lawWithConstants(net, life.law, `${prefix}.life`) as NonNullable<ActivityDocument['delay']>,
    ...(age === undefined ? {} : { age: net.constant(`${prefix}.age`, netDuration(age)) }),
  };
}

/** When a stage of a restoration ends. */
export function stageTiming(net: NetBuilder, prefix: string, stage: Stage): TimingDocument {
  const name = `${prefix}.${stage.key}`;
  if (stage.kind === 'exponential') return { rate: `1 / ${net.constant(name, netDuration(stage.mean))}` };
  return { delay: lawWithConstants(net, stage.law, name) as NonNullable<ActivityDocument['delay']> };
}

/** When something is over that takes so long; at once, with this priority, if it takes no time. */
export function takes(
  net: NetBuilder,
  name: string,
  law: LawText | undefined,
  priority: number,
): TimingDocument | { readonly immediate: number } {
  if (law === undefined || isNoTime(law)) return { immediate: priority };
  return { delay: lawWithConstants(net, law, name) as NonNullable<ActivityDocument['delay']> };
}

/** The same, but a plain duration is the mean of an exponential time. */
export function takesOnAverage(
  net: NetBuilder,
  name: string,
  law: LawText | undefined,
  priority: number,
): TimingDocument | { readonly immediate: number } {
  return law === undefined || isNoTime(law) ? { immediate: priority } : meanTiming(net, name, law);
}

/** When something happens of which a plain duration is the mean: then it comes at random. */
export function meanTiming(net: NetBuilder, name: string, law: LawText): TimingDocument {
  if (typeof law !== 'object') return { rate: `1 / ${net.constant(name, netDuration(String(law)))}` };
  return { delay: lawWithConstants(net, law, name) as NonNullable<TimingDocument['delay']> };
}

/** Whether a law is a plain duration of 0. */
export const isNoTime = (law: LawText): boolean => typeof law === 'string' && hoursOf(law) === 0;
