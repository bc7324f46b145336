import { durationText } from '../../config/duration.js';
import type { Measure } from '../../net/net.js';
import { hoursOf } from '../../system/net-time.js';
import type { System } from '../../system/system.js';
import { type Importance, importances } from '../closed-forms/importance.js';
import { kOfN } from '../closed-forms/k-of-n.js';
import { all, any, type Probability } from '../closed-forms/probability.js';
import {
  broken,
  independenceAssumptions,
  outOfStep,
  reliabilityAssumptions,
} from '../closed-forms/system/assumptions.js';
import { longRunAvailability } from '../closed-forms/system/long-run.js';
import { needsAll, type ServiceStructure, structureOf, unitsOf } from '../closed-forms/system/structure.js';
import { survival, type Unit } from '../closed-forms/system/unit.js';
import { timesOf } from './perturbed.js';

/** How much each component matters where the service is a function of independent components. */
export type ComponentImportances =
  | {
      readonly applies: true;
      /** What the components' probabilities are: "reliability over 30 d". */
      readonly at: string;
      readonly components: readonly ComponentImportance[];
    }
  | { readonly applies: false; readonly reasons: readonly string[] };

export interface ComponentImportance extends Importance {
  readonly component: string;
  /** How many there are of it; the importance is that of each. */
  readonly count: number;
  /** Probability that one works. */
  readonly works: number;
}

/**
 * Birnbaum, criticality, risk achievement and risk reduction of each component: at the steady availabilities when the measure is
 * a long-run one, else at the reliabilities over the mission; at the other one if only that is one of independent components.
 */
export function componentImportances(system: System, measure: Measure): ComponentImportances {
  const points = [steadyPoint(system), missionPoint(system)];
  if (!isLongRun(measure)) points.reverse();
  const structure = structureOf(system);
  const reasons: string[] = [];
  for (const { at, works, broken: problems } of points) {
    if (problems.length === 0) return importancesAt(structure, at, works);
    reasons.push(...problems.map((problem) => `${at}: ${problem}`));
  }
  return { applies: false, reasons };
}

interface Point {
  readonly at: string;
  readonly works: (unit: Unit) => Probability;
  readonly broken: readonly string[];
}

function steadyPoint(system: System): Point {
  const structure = structureOf(system);
  const stay = unitsOf(structure).filter((unit) => longRunAvailability(unit).value === 0);
  return {
    at: 'steady availability',
    works: longRunAvailability,
    broken: [
      ...stay.map((unit) => `${unit.name} is not repaired`),
      ...broken([...independenceAssumptions, outOfStep], system, structure),
    ],
  };
}

function missionPoint(system: System): Point {
  const hours = hoursOf(system.mission ?? system.horizon);
  const shocks = system.commonCauses.map(({ name }) => `${name} fails several components at once`);
  return {
    at: `reliability over ${durationText(hours)}`,
    works: (unit) => survival(unit, hours),
    broken: [...broken(reliabilityAssumptions, system, structureOf(system)), ...shocks],
  };
}

const isLongRun = (measure: Measure): boolean =>
  timesOf(measure).length === 0 && ['steady-state', 'ratio', 'nines', 'span'].includes(measure.kind);

function importancesAt(
  structure: ServiceStructure,
  at: string,
  works: (unit: Unit) => Probability,
): ComponentImportances {
  const units = unitsOf(structure);
  const each = units.flatMap((unit) => new Array<Probability>(unit.count).fill(works(unit)));
  const service = (components: readonly Probability[]): Probability => serviceOf(structure, components);
  if (!(service(each).complement > 0)) return { applies: false, reasons: [`${at}: the service cannot fail`] };
  const found = importances(service, each);
  let first = 0;
  const components = units.flatMap((unit) => {
    const importance = found[first];
    first += unit.count;
    if (importance === undefined) return [];
    return [{ component: unit.name, count: unit.count, works: works(unit).value, ...importance }];
  });
  return { applies: true, at, components };
}

/** Probability that the service works, from those of the layers and then each server. */
function serviceOf(structure: ServiceStructure, components: readonly Probability[]): Probability {
  const layers = components.slice(0, structure.series.length);
  const servers = components.slice(structure.series.length);
  if (needsAll(structure)) return all(components);
  const enough = structure.needs === 1 ? any(servers) : kOfN(structure.needs, servers);
  return all([...layers, enough]);
}
