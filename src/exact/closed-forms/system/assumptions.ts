import { mechanismsOf } from '../../../system/mechanisms/mechanism.js';
import type { System } from '../../../system/system.js';
import { hitOf, shocksPerHour } from './shock-rates.js';
import { isChancy } from './shocks.js';
import { evaluationSteps, needsAll, type ServiceStructure, unitsOf } from './structure.js';
import { failsUnseen, meanDown, neverFails, repairRate, totalRate, type Unit } from './unit.js';

/** Each of these gives a sentence for every way in which a system breaks an assumption. */
type Assumption = (system: System, structure: ServiceStructure) => readonly string[];

const STEPS_MOST = 200_000;
const SHOCKS_MOST = 10_000;

/** The k-of-n sum is short enough to be evaluated often. */
const isSmall: Assumption = (_, structure) =>
  evaluationSteps(structure) > STEPS_MOST
    ? [`${structure.needs} of ${structure.serverCount} servers: the sum is too long`]
    : [];

/** A wrong answer that nobody votes down makes the whole service wrong, however many servers are right. */
const wrongAnswersAreVoted: Assumption = (system, structure) => {
  if (system.service.voting !== undefined || needsAll(structure)) return [];
  const inside = system.function?.in === 'vms' ? [system.function.component] : [];
  return [...system.servers, ...inside]
    .filter((component) => (component.valueFailures ?? 0) > 0)
    .map((component) => `${component.name} gives wrong answers and nobody votes`);
};

/** The service falls for good with the first `n - k + 1` servers: none of them comes back meanwhile. */
const serversStayDown: Assumption = (_, structure) =>
  needsAll(structure)
    ? []
    : structure.servers
        .filter((group) => group.repaired && !neverFails(group))
        .map((group) => `${group.name} is repaired while other servers serve on`);

/** A failure lasts some time. */
export const failuresAreSeen: Assumption = (_, structure) =>
  unitsOf(structure)
    .filter((unit) => failsUnseen(unit) && !neverFails(unit))
    .map((unit) => `a failure of ${unit.name} may be over in no time`);

const livesAreNotOver: Assumption = (_, structure) =>
  unitsOf(structure)
    .filter((unit) => unit.lives.some((life) => life.hazard(life.age) === Infinity))
    .map((unit) => `${unit.name} is older than its life can be`);

const shocksCanBeCounted: Assumption = (system) =>
  system.commonCauses
    .filter((cause) => isChancy(cause) && shocksPerHour(system, cause) === undefined)
    .map((cause) => `${cause.name} hits only some of its members, at times that are not exponential`);

/** Partial hits are summed over the number of shocks, too slowly for an integral without end. */
export const shocksHitAll: Assumption = (system) =>
  system.commonCauses
    .filter(isChancy)
    .map((cause) => `${cause.name} hits only some of its members: R(t) is given, not its integral`);

/** Few enough shocks by time t, in hours, to sum over their number. */
export const shocksAreFewBy =
  (time: number): Assumption =>
  (system) =>
    system.commonCauses
      .filter((cause) => isChancy(cause) && (shocksPerHour(system, cause) ?? 0) * time > SHOCKS_MOST)
      .map((cause) => `${cause.name} strikes more than ${SHOCKS_MOST} times`);

/** R(t) is a function of the lives alone. */
export const reliabilityAssumptions: readonly Assumption[] = [
  isSmall,
  wrongAnswersAreVoted,
  serversStayDown,
  failuresAreSeen,
  livesAreNotOver,
  shocksCanBeCounted,
];

const nothingIsDoneToIt: Assumption = (system) => {
  const names = new Set(mechanismsOf(system).map(({ name }) => name));
  return names.size > 0 ? [`its lives are not all there is: it has ${[...names].join(', ')}`] : [];
};

const isOneHost: Assumption = ({ hosts }) => (hosts === undefined ? [] : [`it has ${hosts.count} hosts, not one node`]);

/** A layer that comes back has taken down, and restarted, what stands on it. */
const layersTakeNothingAlong: Assumption = (system, structure) =>
  system.independent
    ? []
    : structure.series
        .filter((unit) => system.layers.some((layer) => layer.id === unit.id) && unit.repaired && !neverFails(unit))
        .map((unit) => `${unit.name} takes down what stands on it (the system is not independent)`);

const bootsDoNotWait: Assumption = (system, structure) =>
  system.bootsAtOnce !== undefined && system.bootsAtOnce < structure.serverCount
    ? [`only ${system.bootsAtOnce} of ${structure.serverCount} servers can boot at once`]
    : [];

const nothingStrikesSeveral: Assumption = (system) =>
  system.commonCauses
    .filter((cause) => cause.members.some((id) => hitOf(cause, id) > 0))
    .map((cause) => `${cause.name} fails several components at once`);

/** Components come and go independently. */
export const independenceAssumptions: readonly Assumption[] = [
  isSmall,
  layersTakeNothingAlong,
  bootsDoNotWait,
  nothingStrikesSeveral,
  wrongAnswersAreVoted,
];

/** Each component of the node lives its own life, which says all about it. */
export const ownLivesAssumptions: readonly Assumption[] = [
  nothingIsDoneToIt,
  isOneHost,
  nothingStrikesSeveral,
  wrongAnswersAreVoted,
  livesAreNotOver,
];

/** Two components whose up and down times are all fixed (or on a grid) keep in step for ever. */
export const outOfStep: Assumption = (_, structure) => {
  const inStep = unitsOf(structure).filter((unit) => isRigid(unit));
  const count = inStep.reduce((sum, unit) => sum + unit.count, 0);
  return count > 1
    ? [`the times of ${inStep.map((unit) => unit.name).join(', ')} are not spread, so that their outages keep in step`]
    : [];
};

function isRigid(unit: Unit): boolean {
  const isCycling = unit.repaired && !neverFails(unit) && meanDown(unit) > 0;
  return isCycling && unit.lives.every((life) => life.atoms) && unit.stages.every((stage) => stage.atoms);
}

/** Each component that comes back has exponential up and down times; the others never come back. */
export const twoStates: Assumption = (_, structure) =>
  unitsOf(structure)
    .filter((unit) => unit.repaired && !neverFails(unit) && unit.stages.length > 0)
    .flatMap((unit) => [
      ...(totalRate(unit) === undefined ? [`the life of ${unit.name} is not exponential`] : []),
      ...(repairRate(unit) === undefined ? [`the down time of ${unit.name} is not one exponential stage`] : []),
    ]);

/** Everything that a system breaks, in the order of the assumptions. */
export function broken(
  assumptions: readonly Assumption[],
  system: System,
  structure: ServiceStructure,
): readonly string[] {
  return assumptions.flatMap((assumption) => assumption(system, structure));
}
