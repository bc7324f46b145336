import { formatOf } from '../../config/format.js';
import { quoted } from '../../config/found.js';
import { InputError, type Path } from '../../config/problem.js';
import { checkInput } from '../../config/schema-problems.js';
import { suggestion } from '../../config/suggestion.js';
import { planRuns } from '../../estimate/plans.js';
import { isCurve } from '../../net/curve.js';
import { reserved } from '../../net/parse/names.js';
import { Problems } from '../../net/parse/problems.js';
import { parseNet } from '../../net/parse.js';
import type { Model } from '../../system/model.js';
import { runOf } from '../job.js';
import { readDocument } from '../read-config.js';
import { nameNeed, Scope } from '../scope.js';
import type { Side } from '../side.js';
import { casesOf } from './cases.js';
import type { Case, Check, Claim, ClaimPart } from './claim.js';
import { designModel } from './designs.js';
import { measureOf, type RelationText, relationOf } from './relation-text.js';
import { type ClaimDocument, claimFormat, claimSchema, type PartDocument } from './schema.js';

/** Reads a claim and everything that is wrong with it. Throws a ConfigError. */
export async function readClaim(file: string): Promise<Claim> {
  return { file, ...(await readDocument(file, claimOf)) };
}

/** The claim of a file's data. Throws an InputError with everything that is wrong. */
export function claimOf(data: unknown): Omit<Claim, 'file'> {
  formatOf(data, [claimFormat]);
  const checked = checkInput(claimSchema, data);
  if (!checked.ok) throw new InputError(checked.problems);
  const { number, claim, note, expected, trials, parts } = checked.value;
  const problems = new Problems();
  const read = parts.map((part, index) => new PartReader(checked.value, part, ['parts', index], problems).read());
  if (problems.all.length > 0) throw new InputError(problems.all);
  return {
    ...(number === undefined ? {} : { number }),
    claim,
    ...(note === undefined ? {} : { note }),
    expected,
    ...(trials === undefined ? {} : { trials }),
    parts: read,
  };
}

/** Reads one part: its checks in each of its cases. */
class PartReader {
  private readonly relations: readonly (RelationText & { readonly text: string; readonly path: Path })[];

  constructor(
    private readonly document: ClaimDocument,
    private readonly part: PartDocument,
    private readonly path: Path,
    private readonly problems: Problems,
  ) {
    const { check } = part;
    const texts = typeof check === 'string' ? [check] : check;
    this.relations = texts.flatMap((text, index) => {
      const at = typeof check === 'string' ? [...path, 'check'] : [...path, 'check', index];
      const relation = relationOf(text);
      if ('left' in relation) return [{ ...relation, text, path: at }];
      problems.reject(at, relation.found, relation.need);
      return [];
    });
  }

  read(): ClaimPart {
    const { says, expected } = this.part;
    const cases = casesOf(this.part.for);
    for (const name of Object.keys(this.part.let ?? {})) this.refuseTaken(name, 'let', cases);
    for (const name of Object.keys(cases[0] ?? {})) this.refuseTaken(name, 'for', []);
    const checks = cases.flatMap((values) => this.checksOf(values));
    return { says, ...(expected === undefined ? {} : { expected }), checks };
  }

  /** A name means one thing in a part. */
  private refuseTaken(name: string, where: 'for' | 'let', cases: readonly Case[]): void {
    const taken = cases.some((values) => Object.hasOwn(values, name)) ? 'value' : undefined;
    const other = reserved(name) ?? (this.isDesign(name) ? 'design' : taken);
    if (other === undefined) return;
    this.problems.rejectKey([...this.path, where, name], quoted(name), `another name: ${name} is already a ${other}`);
  }

  private checksOf(values: Case): readonly Check[] {
    const scope = new Scope(values, this.problems);
    for (const [name, text] of Object.entries(this.part.let ?? {}))
      scope.define(name, text, [...this.path, 'let', name]);
    const { within = 0 } = this.part;
    const margin = scope.number(within, [...this.path, 'within']);
    const models = new Map<string, Model | undefined>();
    const modelOf = (design: string): Model | undefined => {
      if (!models.has(design)) models.set(design, this.model(design, scope));
      return models.get(design);
    };
    return this.relations.flatMap((relation) => {
      const left = this.side(relation.left, relation.path, scope, modelOf);
      const right = this.side(relation.right, relation.path, scope, modelOf);
      if (left === undefined || right === undefined || margin === undefined) return [];
      this.refuseUnpaired(left, right, relation.path);
      return [{ text: relation.text, case: values, left, relation: relation.relation, right, within: margin }];
    });
  }

  private side(
    text: string,
    path: Path,
    scope: Scope,
    modelOf: (design: string) => Model | undefined,
  ): Side | undefined {
    const named = measureOf(text);
    if (named === undefined) {
      const value = scope.number(text, path);
      return value === undefined ? undefined : { kind: 'number', text, value };
    }
    const { factor: written, measure, design } = named;
    if (!this.isDesign(design)) {
      const designs = Object.keys(this.document.designs);
      this.problems.reject(path, `the unknown design ${design} in ${quoted(text)}`, nameNeed(design, designs));
      return undefined;
    }
    const factor = written === undefined ? 1 : this.factor(written, path, scope);
    const model = modelOf(design);
    if (factor === undefined || model === undefined || !this.isMeasure(measure, model, path)) return undefined;
    return { kind: 'measure', text, factor, measure, model };
  }

  private factor(text: string, path: Path, scope: Scope): number | undefined {
    const factor = scope.number(text, path);
    if (factor === undefined || factor > 0) return factor;
    this.problems.reject(path, `a measure times ${factor}`, 'a factor > 0');
    return undefined;
  }

  /** The design in this case, with no measures but those that are checked. */
  private model(design: string, scope: Scope): Model | undefined {
    const model = designModel(design, this.document, scope, this.problems);
    if (model === undefined) return undefined;
    const read = this.relations
      .flatMap(({ left, right }) => [left, right])
      .flatMap((side) => {
        const named = measureOf(side);
        return named?.design === design ? [named.measure] : [];
      });
    const kept = Object.entries(model.document.measures ?? {}).filter(([name]) => read.includes(name));
    // A measure that there is not is reported with those that there are.
    if (kept.length < new Set(read).size) return model;
    const document = { ...model.document, measures: Object.fromEntries(kept) };
    return { ...model, document, net: parseNet(document) };
  }

  private isMeasure(name: string, { net }: Model, path: Path): boolean {
    const names = net.measures.map((measure) => measure.name);
    const measure = net.measures.find((each) => each.name === name);
    if (measure !== undefined && !isCurve(measure)) return true;
    const meant = suggestion(name, names);
    if (measure !== undefined) this.problems.reject(path, `the curve ${name}`, 'a measure that is one number');
    else {
      const need = meant === undefined ? `one of ${names.join(', ')}` : `${meant} (did you mean that?)`;
      this.problems.reject(path, `the unknown measure ${name}`, need);
    }
    return false;
  }

  /** Two designs are compared by one measure, trial by trial. */
  private refuseUnpaired(left: Side, right: Side, path: Path): void {
    if (left.kind === 'number' || right.kind === 'number') return;
    if (left.measure !== right.measure) {
      this.problems.reject(path, `${left.measure} against ${right.measure}`, 'the same measure of both designs');
    } else if (runOf(planRuns(left.model.net), left.measure) === undefined) {
      this.problems.reject(path, `${left.measure} of two designs`, 'a measure that has a value in every single trial');
    }
  }

  private isDesign(name: string): boolean {
    return Object.hasOwn(this.document.designs, name);
  }
}
