import type { LawText } from '../../../net/document.js';
import { idOf } from '../../id.js';
import { lawProblems } from '../../law.js';
import type { Writes } from '../../net-builder.js';
import { imageOf, isImageIn, isPatch, patchOf, patchState, stageOfImage } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, capitalised, countWhere, isIn, membersOf, type Part, starred } from '../../pieces/part.js';
import { DISSOLVE, FRESHEN } from '../../pieces/priorities.js';
import { serverCycles } from '../../pieces/servers.js';
import { isNoTime, meanTiming, takesOnAverage } from '../../pieces/timing.js';
import type { Problems } from '../../read/problems.js';
import type { Lowering, Mechanism, MechanismKind } from '../mechanism.js';
import type { PatchingDocument } from '../patching/schema.js';
import type { VulnerabilitiesDocument } from './schema.js';
import { words } from './words.js';

const HOURS_A_YEAR = 8760;

/** A law and the constant it is. */
interface NamedLaw {
  readonly name: string;
  readonly law: LawText | undefined;
}

interface Plan {
  /** What makes images out of date: holes that are disclosed, or mere patches. */
  readonly outdates: NamedLaw & { readonly law: LawText };
  readonly areHoles: boolean;
  /** From then until a patch is out; absent when there never is one. */
  readonly patch?: NamedLaw;
  readonly bad?: { readonly probability: number; readonly correction: NamedLaw };
}

/** What is installed from an image has the image's holes, and gets its patches. */
export const images: MechanismKind = {
  read({ usable: { vulnerabilities, patching }, has }, problems) {
    const outdates = vulnerabilities?.disclosure ?? patching?.arrivals;
    if (vulnerabilities !== undefined) checkHoles(vulnerabilities, has('patching'), problems.below('vulnerabilities'));
    if (outdates === undefined) return [];
    const patch =
      patching === undefined ? {} : { patch: { name: 'vulnerabilities.patch', law: vulnerabilities?.patch } };
    const name = vulnerabilities === undefined ? 'patching.arrivals' : 'vulnerabilities.disclosure';
    const bad = patching?.bad && badOf(patching.bad, vulnerabilities);
    const plan: Plan = {
      outdates: { name, law: outdates },
      areHoles: vulnerabilities !== undefined,
      ...patch,
      ...(bad === undefined ? {} : { bad }),
    };
    return [mechanism(plan)];
  },
};

function badOf(
  { probability, correction }: NonNullable<PatchingDocument['bad']>,
  vulnerabilities: VulnerabilitiesDocument | undefined,
): NonNullable<Plan['bad']> {
  if (correction !== undefined)
    return { probability, correction: { name: 'patching.bad.correction', law: correction } };
  return { probability, correction: { name: 'vulnerabilities.patch', law: vulnerabilities?.patch } };
}

function checkHoles(document: VulnerabilitiesDocument, isPatched: boolean, problems: Problems): void {
  for (const key of ['disclosure', 'patch', 'exploit'] as const) {
    const law = document[key];
    if (law === undefined) continue;
    problems.all.push(...lawProblems(law, [...problems.at, key]));
    if (key !== 'patch' && isNoTime(law)) problems.report([key], `'${law}'`, 'a time above 0');
  }
  if (isPatched && document.patch === undefined) {
    problems.report([], 'no patch beside patching', 'patch, like patch: 134.5 d');
  }
  if (!isPatched && document.patch !== undefined) {
    problems.reportKey(['patch'], 'a patch that nobody applies', 'patching too, like patching: {apply: 5 min}');
  }
}

function mechanism(plan: Plan): Mechanism {
  return {
    name: plan.areHoles ? 'vulnerabilities' : 'patching',
    words: words(plan.areHoles),
    copied: (original, copy) => ({ [patchOf(copy)]: patchOf(original) }),
    declare: (lowering) => declare(lowering, plan),
    measures: (average) =>
      plan.areHoles
        ? { 'exposure-year': { ...average(`${HOURS_A_YEAR} * vulnerabilities.exposed`), unit: 'h/y' } }
        : {},
  };
}

function declare(lowering: Lowering, plan: Plan): void {
  const { net } = lowering;
  const installed = serverCycles(lowering);
  for (const cycle of installed) declareDisk(lowering, plan, cycle);
  for (const image of new Set(installed.map(({ part }) => imageOf(part)))) {
    declareImage(
      lowering,
      plan,
      installed.filter(({ part }) => imageOf(part) === image).map(({ part }) => part),
    );
  }
  if (!plan.areHoles) return;
  const exposed = installed.map((cycle) => {
    const each = cycle.of(starred(cycle.part));
    return countWhere(cycle.part.index, `${each.runs} && ${isPatch(each.part, 'unpatched')}`);
  });
  net.label('vulnerabilities.exposed', exposed.join(' + '));
}

/** What is on the disk of a slot; an empty one has none. */
function declareDisk({ net }: Lowering, { bad }: Plan, { part, isSlot }: LifeCycle): void {
  const contents = ['patched', 'unpatched', ...(bad === undefined ? [] : (['spoilt'] as const))] as const;
  net.place(patchOf(part), { states: contents.map((patched) => patchState(part, patched)) });
  if (!isSlot) return;
  net.activity(
    activityOf('wipe', part),
    { when: `${isIn(part, 'empty')} && !(${isPatch(part, 'patched')})`, immediate: FRESHEN },
    { [patchOf(part)]: patchState(part, 'patched') },
  );
}

/** The stages of an image: one hole, or one patch, at a time. */
function declareImage({ net }: Lowering, { outdates, patch, bad }: Plan, parts: readonly Part[]): void {
  const [first] = parts;
  if (first === undefined) return;
  const image = imageOf(first);
  const to = (stage: Parameters<typeof stageOfImage>[1]): Writes => ({ [image]: stageOfImage(image, stage) });
  const stages = [
    'current',
    'disclosed',
    ...(patch === undefined ? [] : (['released'] as const)),
    ...(bad === undefined ? [] : (['releasedBad', 'withdrawn'] as const)),
  ] as const;
  net.place(image, { states: stages.map((stage) => stageOfImage(image, stage)) });
  const verb = (name: string): string => name + capitalised(idOf(image.replace('.', '-')));
  net.activity(
    verb('outdate'),
    { when: isImageIn(first, 'current'), ...meanTiming(net, outdates.name, outdates.law) },
    { ...outdated(parts), ...to('disclosed') },
  );
  if (patch === undefined) return;
  const released =
    bad === undefined
      ? to('released')
      : [
          { weight: net.constant('patching.bad.probability', bad.probability), writes: to('releasedBad') },
          { weight: '1 - patching.bad.probability', writes: to('released') },
        ];
  net.activity(
    verb('release'),
    { when: isImageIn(first, 'disclosed'), ...takesOnAverage(net, patch.name, patch.law, DISSOLVE) },
    released,
  );
  if (bad !== undefined) {
    const { name, law } = bad.correction;
    net.activity(
      verb('correct'),
      { when: isImageIn(first, 'withdrawn'), ...takesOnAverage(net, name, law, DISSOLVE) },
      released,
    );
  }
  const areAllPatched = parts.map((part) => allOf(part, isPatch(starred(part), 'patched'))).join(' && ');
  net.activity(
    verb('settle'),
    { when: `${isImageIn(first, 'released')} && ${areAllPatched}`, immediate: DISSOLVE },
    to('current'),
  );
}

const allOf = ({ index }: Part, condition: string): string => (index === undefined ? condition : `all(${condition})`);

/** Whatever was installed from the image lacks its next patch from now on. */
function outdated(parts: readonly Part[]): Writes {
  return Object.fromEntries(parts.flatMap(membersOf).map((one) => [patchOf(one), patchState(one, 'unpatched')]));
}
