import type { ActivityDocument } from '../../net/document.js';
import { namedLaw } from '../law.js';
import type { NetBuilder } from '../net-builder.js';
import { netDuration } from '../net-time.js';
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
