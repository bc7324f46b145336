import { z } from 'zod';
import { lawProblems } from '../law.js';
import { lawSchema } from '../law-schema.js';
import { hoursOf } from '../net-time.js';
import { healthOf, healthState, isProbable } from '../pieces/health.js';
import { crash, type LifeCycle } from '../pieces/life-cycle.js';
import { activityOf, countWhere, not, starred } from '../pieces/part.js';
import { FRESHEN } from '../pieces/priorities.js';
import { meanTiming, paced } from '../pieces/timing.js';
import type { Problems } from '../read/problems.js';
import type { Component } from '../system.js';
import type { Lowering, Mechanism, MechanismKind } from './mechanism.js';
import { failed, type MechanismWords } from './words.js';

const STEP = 'a mean like 7 d, or a distribution like {weibull: {shape: 2, mean: 7 d}}';

export const ageingSchema = z.strictObject({
  latent: lawSchema.describe('From as good as new until failures become probable: a mean, or a distribution'),
  failure: lawSchema.describe('From then until the failure: a mean, or a distribution'),
});
type AgeingDocument = z.infer<typeof ageingSchema>;

/** A component that ages besides crashing, or instead. A duration is the mean of an exponential step, as an mttf is of a life. */
interface Ageing {
  readonly component: Component;
  readonly steps: AgeingDocument;
  /** It has no life of its own. */
  readonly alone: boolean;
}

/** Software ages: robust, then failure-probable, then failed; whatever boots it makes it robust again. */
export const ageing: MechanismKind = {
  read({ written }, problems) {
    const aged = written.flatMap(({ document, component, path }): readonly Ageing[] => {
      const steps = document.ageing;
      if (steps === undefined) return [];
      const alone = document.life === undefined && document.mttf === undefined && document.reliability === undefined;
      checkSteps(document, steps, alone, problems.below(...path));
      return component === undefined ? [] : [{ component, steps, alone }];
    });
    return aged.length === 0 ? [] : [mechanism(aged)];
  },
};

function checkSteps(
  document: Readonly<Record<string, unknown>>,
  steps: AgeingDocument,
  alone: boolean,
  problems: Problems,
): void {
  for (const key of ['latent', 'failure'] as const) {
    const law = steps[key];
    problems.all.push(...lawProblems(law, [...problems.at, 'ageing', key]));
    if (typeof law === 'string' && hoursOf(law) === 0) problems.report(['ageing', key], `'${law}'`, STEP);
  }
  if (alone && document['value-failures'] !== undefined) {
    problems.reportKey(['value-failures'], 'value failures of what only ages', 'a life, some of whose ends they are');
  }
}

function mechanism(aged: readonly Ageing[]): Mechanism {
  const idsOf = (among: readonly Ageing[]): ReadonlySet<string> => new Set(among.map(({ component }) => component.id));
  return {
    name: 'ageing',
    fails: idsOf(aged),
    failsBy: ({ id }) => (aged.some(({ component }) => component.id === id) ? ['failAged'] : []),
    failsAlone: idsOf(aged.filter(({ alone }) => alone)),
    words,
    declare: (lowering) => declare(lowering, aged),
    measures: (average) => ({ 'failure-probable': average('ageing.failureProbable') }),
  };
}

const words: MechanismWords = {
  deeds: {
    age: ({ called }) => `failures of ${called} became probable`,
    failAged: ({ name, component }, to) => `${name}, which had aged, ${failed(component, to)}`,
    freshen: ({ called }) => `the age of ${called} was forgotten`,
  },
  places: { health: 'age' },
};

function declare(lowering: Lowering, aged: readonly Ageing[]): void {
  const probable = aged.flatMap(({ component, steps }) => {
    const cycles = lowering.cycles.filter(({ part }) => part.component.id === component.id);
    for (const cycle of cycles) declareAgeing(lowering, cycle, steps);
    return cycles.map(({ part }) => countWhere(part.index, isProbable(starred(part))));
  });
  lowering.net.label('ageing.failureProbable', probable.join(' + '));
}

/**
 * A place of its own tells how old the software is. Its clocks run in every state in which the software runs; in any other
 * state its age is forgotten at once.
 */
function declareAgeing({ net, causes }: Lowering, cycle: LifeCycle, steps: AgeingDocument): void {
  const { part, ages, speed } = cycle;
  const { prefix } = part.component;
  const health = healthOf(part);
  net.place(health, { states: [healthState(part, 'robust'), healthState(part, 'failureProbable')] });
  net.activity(
    activityOf('age', part),
    {
      when: `${ages} && ${health} == ${healthState(part, 'robust')}`,
      ...paced(meanTiming(net, `${prefix}.ageing.latent`, steps.latent), speed),
    },
    { [health]: healthState(part, 'failureProbable') },
  );
  net.activity(
    activityOf('failAged', part),
    {
      when: `${ages} && ${isProbable(part)}`,
      ...paced(meanTiming(net, `${prefix}.ageing.failure`, steps.failure), speed),
    },
    crash(cycle, causes, part.cause),
  );
  net.activity(
    activityOf('freshen', part),
    { when: `${isProbable(part)} && ${not(ages)}`, immediate: FRESHEN },
    { [health]: healthState(part, 'robust') },
  );
}
