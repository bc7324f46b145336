import { durationText } from '../config/duration.js';
import type { InequalityA } from '../exact/closed-forms/system/inequality-a.js';
import { exactText } from './number-text.js';

const digits = 4;

/** What inequality A says of a virtualised node, in words: the question, then the answer. */
export function inequalityLines(inequality: InequalityA): readonly string[] {
  if (!inequality.applies) return [`inequality A says nothing here: ${inequality.reasons.join('; ')}`];
  const { verdict, hypervisor, hypervisorBound, vm, vmCount, missionHours, leavesOut } = inequality;
  const left = exactText(verdict.left.value, digits);
  const right = exactText(verdict.right.value, digits);
  const outcome = verdict.holds ? `${left} > ${right}, it pays` : `${left} is not above ${right}, it does not pay`;
  return [
    `inequality A: does virtualising pay for a mission of ${durationText(missionHours)} in which nothing is repaired?`,
    `R_V [1 - (1 - R_M)^n] > R_M with R_V = ${exactText(hypervisor, digits)}, R_M = ${exactText(vm, digits)}, n = ${vmCount}: ${outcome}`,
    `with these VMs it pays for any hypervisor of R_V > ${exactText(hypervisorBound, digits)}`,
    ...leavesOut.map((what) => `it speaks of independent failures, and leaves out that ${what}`),
  ];
}
