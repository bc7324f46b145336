import type { BoundLaw } from '../../../net/distributions/distribution.js';
import { boundLaw } from '../../../system/law.js';
import { hoursOf } from '../../../system/net-time.js';
import type { Component, Life, Stage, System } from '../../../system/system.js';
import { integrateSurvival } from '../integrate.js';
import { ofHazard, type Probability } from '../probability.js';
import { ownRate } from './shock-rates.js';

/** One or several alike components as the closed forms see them: each fails and is repaired as a whole. Hours. */
export interface Unit {
  /** As the user writes it. */
  readonly name: string;
  readonly id: string;
  readonly count: number;
  /** The first of these to end takes the unit down: its own life and, in a VM, that of the function. */
  readonly lives: readonly UnitLife[];
  readonly repaired: boolean;
  /** What a repair consists of, one after the other. */
  readonly stages: readonly BoundLaw[];
}

export interface UnitLife {
  /** Failures per hour of an exponential life. */
  readonly rate?: number;
  /** Cumulative hazard from as good as new. */
  hazard(age: number): number;
  readonly mean: number;
  readonly atoms: boolean;
  /** Age at time 0. */
  readonly age: number;
}

/** A layer, a function in the hypervisor, or a group of servers, with the function inside it if it is a VM. */
export function unitOf(system: System, component: Component, count = 1): Unit {
  const inside = system.function?.in === 'vms' && system.servers.some((server) => server === component);
  const parts = inside && system.function !== undefined ? [component, system.function.component] : [component];
  const { detection, repair, boot, repaired } = component;
  const stages = [detection, repair, boot].filter((stage) => stage !== undefined);
  return {
    name: component.name,
    id: component.id,
    count,
    lives: parts.map((part) => unitLife(system, part)),
    repaired,
    stages: repaired ? stages.map(stageLaw) : [],
  };
}

function unitLife(system: System, component: Component): UnitLife {
  const rate = ownRate(system, component);
  if (rate !== undefined) return exponentialLife(rate);
  const law = lifeLaw(component.life);
  return {
    hazard: (age) => law.hazard(age),
    mean: law.mean,
    atoms: law.atoms,
    age: component.age === undefined ? 0 : hoursOf(component.age),
  };
}

function exponentialLife(rate: number): UnitLife {
  return { rate, hazard: (age) => rate * age, mean: 1 / rate, atoms: false, age: 0 };
}

/** The law of a life that is not exponential. */
export function lifeLaw(life: Life): BoundLaw {
  if (life.kind !== 'law') throw new Error(`a life of kind ${life.kind} is exponential`);
  return boundLaw(life.law, []);
}

function stageLaw(stage: Stage): BoundLaw {
  return boundLaw(stage.kind === 'law' ? stage.law : { exponential: { mean: stage.mean } }, []);
}

/** Cumulative hazard of a life at time t, given the age it has at time 0. */
export function hazardAt(life: UnitLife, time: number): number {
  return life.age === 0 ? life.hazard(time) : life.hazard(life.age + time) - life.hazard(life.age);
}

/** R(t): probability that the unit has not failed by time t. */
export function survival(unit: Unit, time: number): Probability {
  return ofHazard(unit.lives.reduce((sum, life) => sum + hazardAt(life, time), 0));
}

/** Mean time from as good as new to failure; Infinity when it never fails, or its mean is infinite. */
export function meanUp(unit: Unit): number {
  const [only, ...others] = unit.lives;
  if (only !== undefined && others.length === 0) return only.mean;
  const rate = totalRate(unit);
  if (rate !== undefined) return 1 / rate;
  const whole = (age: number): number => Math.exp(-unit.lives.reduce((sum, life) => sum + life.hazard(age), 0));
  return integrateSurvival(whole)?.value ?? Infinity;
}

export function meanDown(unit: Unit): number {
  return unit.stages.reduce((sum, stage) => sum + stage.mean, 0);
}

/** Failures per hour when all its lives are exponential. */
export function totalRate(unit: Unit): number | undefined {
  const rates = unit.lives.map((life) => life.rate);
  return rates.every((rate) => rate !== undefined) ? rates.reduce((sum, rate) => sum + rate, 0) : undefined;
}

export function neverFails(unit: Unit): boolean {
  return totalRate(unit) === 0;
}

/** Whether a failure may be over before anything can see it: each of the repair's stages may take no time. */
export function failsUnseen(unit: Unit): boolean {
  return unit.repaired && unit.stages.every((stage) => stage.hazard(0) > 0);
}

/** The repairs per hour of a unit whose repair is a single exponential stage. */
export function repairRate(unit: Unit): number | undefined {
  const [only, ...others] = unit.stages;
  return only?.distribution.name === 'exponential' && others.length === 0 ? 1 / only.mean : undefined;
}
