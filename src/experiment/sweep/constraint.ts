import { pathOf, valueAt } from '../../config/at-path.js';
import { quoted } from '../../config/found.js';
import { InputError, type Path, type Problem } from '../../config/problem.js';
import { parseExpression } from '../../net/expression/parse.js';
import { ExpressionError } from '../../net/expression/syntax.js';
import { reserved } from '../../net/parse/names.js';
import { Problems } from '../../net/parse/problems.js';
import { type NamedValue, nameNeed, namesIn, Scope } from '../scope.js';
import { type Axis, type AxisValue, countedValue } from './axis.js';

/** What must be true of a point: an expression over its axes and over other numbers of the config, by name or path. */
export class Constraint {
  private readonly names: readonly string[];

  constructor(
    readonly text: string,
    /** Where it stands in the sweep. */
    private readonly path: Path,
    private readonly axes: readonly Axis[],
    private readonly data: unknown,
  ) {
    this.names = namesIn(text);
  }

  /** What is wrong with it whatever the point is. */
  get problem(): Problem | undefined {
    const syntax = syntaxProblem(this.text);
    if (syntax !== undefined) return { path: this.path, ...syntax };
    const unknown = this.names.find((name) => {
      return reserved(name) === undefined && this.axisOf(name) < 0 && this.written(name) === undefined;
    });
    if (unknown === undefined) return undefined;
    const need = nameNeed(unknown, [...new Set(this.axes.flatMap(({ name, path }) => [name, path]))]);
    return { path: this.path, found: `the unknown name ${unknown} in ${quoted(this.text)}`, need };
  }

  /**
   * Whether a point may stay; `values` are those of the axes, in order. It says nothing of a point in which one of its axes has no
   * value. Throws an InputError when it has no number.
   */
  holds(values: readonly (AxisValue | undefined)[]): boolean {
    const named: Record<string, NamedValue> = {};
    for (const name of this.names) {
      const axis = this.axisOf(name);
      const value = axis < 0 ? this.written(name) : values[axis];
      if (axis >= 0 && value === undefined) return true;
      if (value !== undefined) named[name] = countedValue(value) ?? String(value.shown);
    }
    const problems = new Problems();
    const outcome = new Scope(named, problems).number(this.text, this.path);
    if (outcome !== undefined) return outcome !== 0;
    const at = Object.entries(named).map(([name, value]) => `${name} = ${value}`);
    throw new InputError(
      problems.all.map((problem) => ({ ...problem, found: `${problem.found} (at ${at.join(', ')})` })),
    );
  }

  private axisOf(name: string): number {
    const named = this.axes.findIndex((axis) => axis.name === name);
    return named >= 0 ? named : this.axes.findIndex(({ path }) => path === name);
  }

  /** A number, duration or truth value that the config has at a path that is no axis. */
  private written(name: string): AxisValue | undefined {
    const value = valueAt(this.data, pathOf(name));
    const isScalar = typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
    return isScalar ? { value, shown: value } : undefined;
  }
}

function syntaxProblem(text: string): Pick<Problem, 'found' | 'need'> | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { found: `${error.found} at character ${error.offset + 1} of ${quoted(text)}`, need: error.need };
  }
}
