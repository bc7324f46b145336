import { z } from 'zod';
import { foundText, quoted } from '../config/found.js';
import { InputError, type Path } from '../config/problem.js';
import { checkInput } from '../config/schema-problems.js';
import { suggestion } from '../config/suggestion.js';
import { mechanismsOf } from './mechanisms/mechanism.js';
import { measuresOf } from './pieces/measures.js';
import { readNode, type WrittenNode } from './read/node.js';
import { Problems } from './read/problems.js';
import { baselineSchema, type SystemDocument, systemSchema } from './schema.js';
import type { System } from './system.js';

const HORIZON = '1 y';

/**
 * The system that the data of a file describes. Throws InputError with everything that is wrong: what the schema refuses,
 * and, in the parts that it accepts, what is impossible or contradicts itself.
 */
export function parseSystem(data: unknown): System {
  const checked = checkInput(systemSchema, data);
  const problems = new Problems(checked.ok ? [] : [...checked.problems]);
  if (!isMap(data)) throw new InputError(problems.all);
  const document = usableParts(systemSchema, data) as Partial<SystemDocument>;
  const { mission, run, baseline } = document;
  const system: System = {
    name: document.name ?? '',
    ...(mission === undefined ? {} : { mission }),
    horizon: document.horizon ?? HORIZON,
    ...readNode(written(document, data), mission, problems),
    measuresAdded: {},
    ...(run === undefined ? {} : { run }),
  };
  const compared = baseline === undefined ? {} : { baseline: readBaseline(system, document, data, problems) };
  const measured = readMeasures(document.measures, system, problems);
  if (problems.all.length > 0) throw new InputError(problems.all);
  checkMechanisms(system, problems);
  if (compared.baseline !== undefined) checkMechanisms(compared.baseline, problems.below('baseline'));
  if (problems.all.length > 0) throw new InputError(problems.all);
  return { ...system, ...compared, ...measured };
}

function checkMechanisms(system: System, problems: Problems): void {
  for (const mechanism of mechanismsOf(system)) mechanism.check?.(system, problems);
}

/** A baseline shares what it does not say: hardware, mission, horizon and how to run. */
function readBaseline(
  system: System,
  document: Partial<SystemDocument>,
  data: Readonly<Record<string, unknown>>,
  problems: Problems,
): System {
  const hardware = document.hardware === undefined ? {} : { hardware: document.hardware };
  const own = isMap(data.baseline) ? data.baseline : {};
  const usable = { ...hardware, ...usableParts(baselineSchema, own) } as WrittenNode['usable'] & { name?: string };
  const { name, mission, horizon, run } = { ...system, name: usable.name ?? `${system.name} (baseline)` };
  return {
    name,
    ...(mission === undefined ? {} : { mission }),
    horizon,
    ...readNode(written(usable, { ...hardware, ...own }), mission, problems.below('baseline')),
    measuresAdded: {},
    ...(run === undefined ? {} : { run }),
  };
}

function written(usable: WrittenNode['usable'], data: Readonly<Record<string, unknown>>): WrittenNode {
  const known = Object.keys(systemSchema.shape);
  const misspelt = Object.keys(data).flatMap((key) => (known.includes(key) ? [] : (suggestion(key, known) ?? [])));
  const has: WrittenNode['has'] = (key) => data[key] !== undefined;
  return { usable, has, lacks: (key) => !has(key) && !misspelt.includes(key) };
}

/** Each part of a map that its schema accepts by itself: the other parts may still be checked when one is wrong. */
function usableParts(schema: z.ZodObject, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(schema.shape)) {
    const result = z.safeParse(part, data[key]);
    if (result.success && result.data !== undefined) parts[key] = result.data;
  }
  return parts;
}

function readMeasures(
  measures: SystemDocument['measures'],
  system: System,
  problems: Problems,
): Pick<System, 'measuresKept' | 'measuresAdded'> {
  const standard = system.servers.length === 0 ? [] : [...measuresOf(system).keys()];
  if (!Array.isArray(measures)) {
    const added = measures ?? {};
    for (const name of Object.keys(added).filter((candidate) => standard.includes(candidate))) {
      problems.reportKey(['measures', name], quoted(name), 'a name that no standard measure has');
    }
    return { measuresAdded: added };
  }
  for (const [index, name] of measures.entries()) {
    if (standard.length === 0 || standard.includes(name)) continue;
    const meant = suggestion(name, standard);
    const need = meant === undefined ? `one of ${standard.join(', ')}` : `${meant} (did you mean that?)`;
    const path: Path = ['measures', index];
    problems.report(path, foundText(name), need);
  }
  return { measuresKept: measures, measuresAdded: {} };
}

const isMap = (data: unknown): data is Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);
