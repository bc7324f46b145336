import type { LawText } from '../../net/document.js';
import { failuresPerHour } from '../exponential.js';
import { idOf } from '../id.js';
import { lawProblems } from '../law.js';
import { hoursOf } from '../net-time.js';
import type { ComponentDocument } from '../schema.js';
import type { Component, Life, Stage } from '../system.js';
import type { Problems } from './problems.js';

/** A component's names: as the user writes it, and the prefix of its constants when that is another. */
export interface ComponentName {
  readonly name: string;
  readonly prefix?: string;
}

/** The component that a document describes, undefined when it has no usable life; reports what does not fit together. */
export function readComponent(
  document: ComponentDocument,
  { name, prefix }: ComponentName,
  mission: string | undefined,
  problems: Problems,
): Component | undefined {
  const life = readLife(document, mission, problems);
  checkStages(document, problems);
  if (life === undefined) return undefined;
  checkAge(document, life, mission, problems);
  checkValueFailures(document, problems);
  const id = idOf(name);
  const { age, 'value-failures': valueFailures } = document;
  const repair = repairStage(document);
  const detection = stage('detection', document.detection);
  const boot = stage('boot', document.boot);
  return {
    name,
    id,
    prefix: prefix ?? id,
    life,
    repaired: isRepaired(document),
    ...(valueFailures === undefined ? {} : { valueFailures }),
    ...(age === undefined ? {} : { age }),
    ...(detection === undefined ? {} : { detection }),
    ...(repair === undefined ? {} : { repair }),
    ...(boot === undefined ? {} : { boot }),
  };
}

/** Software without faults: what fails it is its age alone. */
const NO_CRASHES: Life = { kind: 'reliability', reliability: 1, mission: '1 h' };

function readLife(document: ComponentDocument, mission: string | undefined, problems: Problems): Life | undefined {
  const { life, mttf, reliability } = document;
  const given = (['life', 'mttf', 'reliability'] as const).filter((key) => document[key] !== undefined);
  const [first, second] = given;
  if (first === undefined && document.ageing === undefined) {
    problems.report([], 'no life', 'one of life, mttf and reliability');
    return undefined;
  }
  if (second !== undefined) problems.reportKey([second], given.join(' and '), `only one of ${given.join(', ')}`);
  if (document.mission !== undefined && reliability === undefined) {
    problems.reportKey(['mission'], 'a mission without a reliability', 'reliability, the probability of outlasting it');
  }
  if (first === undefined) return NO_CRASHES;
  if (reliability !== undefined) {
    if (document.mission === undefined && mission === undefined) {
      problems.report(
        ['reliability'],
        `${reliability} without a mission`,
        'mission: 1000 h here or for the whole system',
      );
      return undefined;
    }
    return {
      kind: 'reliability',
      reliability,
      ...(document.mission === undefined ? {} : { mission: document.mission }),
    };
  }
  if (mttf !== undefined) return { kind: 'mttf', mttf };
  return life === undefined ? undefined : readLifeLaw(life, problems);
}

/** A life given as a law under the key `life`; reports what is out of range. */
export function readLifeLaw(law: LawText, problems: Problems): Life | undefined {
  const found = lawProblems(law, [...problems.at, 'life']);
  problems.all.push(...found);
  if (found.length > 0) return undefined;
  if (typeof law === 'string' && hoursOf(law) === 0) {
    problems.report(['life'], `'${law}'`, 'a life that is longer than 0');
    return undefined;
  }
  return { kind: 'law', law };
}

function checkStages(document: ComponentDocument, problems: Problems): void {
  for (const key of ['detection', 'repair', 'boot'] as const) {
    const law = document[key];
    if (law !== undefined && law !== 'reboot') problems.all.push(...lawProblems(law, [...problems.at, key]));
  }
  if (document.repair !== undefined && document.mttr !== undefined) {
    problems.reportKey(['mttr'], 'repair and mttr', 'only one of repair, mttr');
  }
  if (document.detection !== undefined && !isRepaired(document)) {
    problems.reportKey(['detection'], 'a detection of what is never repaired', 'repair or mttr too');
  }
  if (document.repair === 'reboot' && document.boot === undefined) {
    problems.report(['repair'], 'reboot without a boot time', 'boot, like boot: 2 min');
  }
}

function checkAge(document: ComponentDocument, life: Life, mission: string | undefined, problems: Problems): void {
  if (document.age !== undefined && failuresPerHour(life, mission) !== undefined) {
    problems.reportKey(
      ['age'],
      'an age of what does not age (its life is exponential)',
      'a life like {weibull: {shape: 1.5, mean: 30 d}}',
    );
  }
}

/** A wrong answer lasts until it is detected: with a repair but no detection it would last no time at all. */
function checkValueFailures(document: ComponentDocument, problems: Problems): void {
  const share = document['value-failures'];
  if (
    share === undefined ||
    share === 0 ||
    !isRepaired(document) ||
    stage('detection', document.detection) !== undefined
  )
    return;
  problems.report(['value-failures'], `${share} without a detection`, 'detection, how long wrong answers go unnoticed');
}

const isRepaired = (document: ComponentDocument): boolean =>
  document.repair !== undefined || document.mttr !== undefined;

function repairStage(document: ComponentDocument): Stage | undefined {
  if (document.mttr !== undefined) return { kind: 'exponential', key: 'mttr', mean: document.mttr };
  return document.repair === 'reboot' ? undefined : stage('repair', document.repair);
}

/** Undefined when it takes no time. */
function stage(key: 'detection' | 'repair' | 'boot', law: LawText | undefined): Stage | undefined {
  if (law === undefined || (typeof law === 'string' && hoursOf(law) === 0)) return undefined;
  return { kind: 'law', key, law };
}
