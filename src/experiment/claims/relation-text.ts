import { quoted } from '../../config/found.js';
import { FUNCTIONS } from '../../net/expression/syntax.js';
import { type Relation, relations } from './verdict.js';

/** A check taken apart: `2 * mttf(virtual) >= 1 / rate`. */
export interface RelationText {
  readonly left: string;
  readonly relation: Relation;
  readonly right: string;
}

/** What is wrong with a text, as in a Problem. */
export interface Misread {
  readonly found: string;
  readonly need: string;
}

const RELATION = /[<>=]+/g;
const NEED = `two sides with ${relations.join(', ')} between them`;

export function relationOf(text: string): RelationText | Misread {
  const [first, ...others] = text.matchAll(RELATION);
  if (first === undefined) return { found: quoted(text), need: NEED };
  const relation = relations.find((each) => each === first[0]);
  const left = text.slice(0, first.index).trim();
  const right = text.slice(first.index + first[0].length).trim();
  if (relation === undefined)
    return { found: `${first[0]} in ${quoted(text)}`, need: `one of ${relations.join(', ')}` };
  if (others.length > 0 || left === '' || right === '') return { found: quoted(text), need: NEED };
  return { left, relation, right };
}

/** A measure of a design, with what it is multiplied by. */
export interface MeasureText {
  readonly factor: string | undefined;
  readonly measure: string;
  readonly design: string;
}

const MEASURE = /^(?:(.+?)\s*\*\s*)?([A-Za-z][\w-]*)\(\s*([A-Za-z][\w-]*)\s*\)$/;

/** The measure that a side of a relation names; undefined for an expression, such as `log(x)`. */
export function measureOf(side: string): MeasureText | undefined {
  const [, factor, measure, design] = MEASURE.exec(side) ?? [];
  if (measure === undefined || design === undefined || FUNCTIONS.has(measure)) return undefined;
  return { factor, measure, design };
}
