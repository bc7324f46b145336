import { foundText } from '../../config/found.js';
import type { ConstantDeclaration, VariableDeclaration } from '../guarded/model.js';
import type { Term, ValueType } from '../guarded/term.js';
import type { JaniPath } from './jani-path.js';
import { isData, type JaniNames, readTerm } from './read-term.js';
import type { JaniModel, JaniVariable } from './schema.js';

const TYPES: ReadonlyMap<unknown, ValueType> = new Map([
  ['int', 'int'],
  ['real', 'double'],
  ['bool', 'bool'],
]);

export function readConstants(model: JaniModel, at: JaniPath, names: JaniNames): ConstantDeclaration[] {
  return (model.constants ?? []).flatMap(({ name, type, value }, position): ConstantDeclaration[] => {
    const here = at.below('constants', position);
    const found = TYPES.get(isData(type) ? type.base : type);
    if (found === undefined) {
      here.below('type').note(`the type ${foundText(type)}`, 'int, real or bool');
      return [];
    }
    const term = value === undefined ? undefined : readTerm(value, here.below('value'), names);
    return [{ name, type: found, origin: here.origin, ...(term === undefined ? {} : { value: term }) }];
  });
}

/** A variable of the state. Real variables, clocks and arrays have no place in a net. */
export function readVariable(
  document: JaniVariable,
  name: string,
  at: JaniPath,
  names: JaniNames,
): VariableDeclaration | undefined {
  const type = readType(document.type, at.below('type'), names);
  const value = document['initial-value'];
  const initial = value === undefined ? undefined : readTerm(value, at.below('initial-value'), names);
  return type && { name, origin: at.origin, ...type, ...(initial === undefined ? {} : { initial }) };
}

function readType(
  type: unknown,
  at: JaniPath,
  names: JaniNames,
): Pick<VariableDeclaration, 'type' | 'min' | 'max'> | undefined {
  if (type === 'bool' || type === 'int') return { type };
  if (isData(type) && type.kind === 'bounded' && type.base === 'int') {
    const bound = (key: string): Term | undefined =>
      type[key] === undefined ? undefined : readTerm(type[key], at.below(key), names);
    const [min, max] = [bound('lower-bound'), bound('upper-bound')];
    return { type: 'int', ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  }
  const kind = isData(type) ? `${type.kind} ${type.base ?? ''}`.trim() : foundText(type);
  at.note(`the type ${kind}`, 'bool, int or a bounded int');
  return undefined;
}
