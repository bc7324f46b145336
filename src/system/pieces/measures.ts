import type { MeasureDocument } from '../../net/document.js';
import { failuresPerHour } from '../exponential.js';
import { mechanismsOf } from '../mechanisms/mechanism.js';
import type { Component, System } from '../system.js';
import { causeLevels, chargedName } from './cause-levels.js';
import { causeState } from './causes.js';
import { lostWorkMeasures } from './lost-work.js';
import { total } from './part.js';
import { canBeUnsafe } from './service-labels.js';

const HOURS_A_YEAR = 8760;
const CURVE_STEPS = 20;
const OUTAGE_QUANTILES = { 'outage-p50': 0.5, 'outage-p90': 0.9, 'outage-p99': 0.99 };

/**
 * The standard measures that its components alone decide: those for which there may be a closed form. A system with
 * mechanisms, or with several hosts, has none of them.
 */
export function standardMeasures(system: System): ReadonlyMap<string, MeasureDocument> {
  const known = standard.get(system);
  if (known !== undefined) return known;
  const hasNone = mechanismsOf(system).length > 0 || system.hosts !== undefined;
  const measures = hasNone ? new Map<string, MeasureDocument>() : measuresOf(system);
  standard.set(system, measures);
  return measures;
}

/** Each closed form asks for them. */
const standard = new WeakMap<System, ReadonlyMap<string, MeasureDocument>>();

/**
 * The measures of a system by their standard names. Long-run averages where everything that fails is repaired and nothing
 * is done at given times only, else averages up to the horizon; where nothing is repaired, no outage ends, and what is about outages is left out.
 */
export function measuresOf(system: System): ReadonlyMap<string, MeasureDocument> {
  const isPassing = mechanismsOf(system).some((mechanism) => mechanism.isPassing === true);
  const hasLongRun = !isPassing && components(system).every((component) => isRestored(component, system));
  const hasRepair =
    components(system).some((component) => component.repaired) ||
    mechanismsOf(system).some((mechanism) => mechanism.restores === true);
  const average = (of: string): MeasureDocument =>
    hasLongRun ? { 'steady-state': of } : { average: of, until: 'horizon' };
  const hoursAYear = (of: string): MeasureDocument => ({ ...average(of), unit: 'h/y' });
  const measures: Record<string, MeasureDocument | false> = {
    availability: { average: 'service', until: 'horizon' },
    'availability-long-run': hasLongRun && { 'steady-state': 'service' },
    'point-availability': { at: { from: 0, to: 'horizon', steps: CURVE_STEPS }, of: 'service' },
    reliability: { probability: { stay: 'service', within: 'mission' } },
    'reliability-curve': { probability: { stay: 'service', within: { from: 0, to: 'mission', steps: CURVE_STEPS } } },
    mttf: { 'mean-time-to': '!service' },
    mut: hasLongRun && { mean: 'uptime' },
    mdt: hasLongRun && { mean: 'outage' },
    outages: hasRepair && { count: 'outage', until: 'horizon' },
    failures: mechanismsOf(system).length > 0 && { accumulated: 'failures', until: 'horizon' },
    nines: hasRepair && { nines: 'service', ...(hasLongRun ? {} : { until: 'horizon' }) },
    capacity: average('capacity'),
    'capacity-share': average(`capacity / ${fullCapacity(system)}`),
    'unsafe-year': canBeUnsafe(system) && hoursAYear(`if(unsafe, ${HOURS_A_YEAR}, 0)`),
    ...lostWorkMeasures(system, average),
    'downtime-year': hoursAYear(`if(service, 0, ${HOURS_A_YEAR})`),
  };
  for (const [name, quantile] of Object.entries(OUTAGE_QUANTILES)) {
    measures[name] = hasRepair && { quantile, of: 'outage', until: 'horizon' };
  }
  const causes = [...causeLevels(system).keys()];
  for (const name of new Set(causes.map(chargedName))) {
    const others = causes.filter((cause) => chargedName(cause) === name).map((cause) => `last != ${causeState(cause)}`);
    measures[`downtime-${name}`] = hoursAYear(`if(service || ${others.join(' && ')}, 0, ${HOURS_A_YEAR})`);
  }
  for (const mechanism of mechanismsOf(system)) Object.assign(measures, mechanism.measures?.(average));
  return new Map(Object.entries(measures).flatMap(([name, measure]) => (measure === false ? [] : [[name, measure]])));
}

/** All servers, as an expression. */
const fullCapacity = ({ servers }: System): string =>
  total(servers.map(({ family, prefix }) => (family ? `${prefix}.count` : '1')));

function components(system: System): readonly Component[] {
  const onTop = system.function?.in === 'hypervisor' ? [system.function.component] : [];
  return [...system.layers, ...onTop, ...system.servers];
}

/** It does not stay down for ever: it is repaired, or never fails. */
function isRestored(component: Component, system: System): boolean {
  if (component.repaired) return true;
  if (mechanismsOf(system).some((mechanism) => mechanism.fails?.has(component.id))) return false;
  const isStruck = system.commonCauses.some((cause) => cause.members.includes(component.id));
  return failuresPerHour(component.life, system.mission) === 0 && !isStruck;
}
