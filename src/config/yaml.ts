import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import { InputError, type Path, type Problem } from './problem.js';
import { boundProblems, depthProblem } from './yaml-bounds.js';
import { syntaxProblem } from './yaml-syntax.js';

/** Line and column of a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A document's data, and where each part of it stands in the text. */
export interface LocatedDocument {
  readonly data: unknown;
  /** Of the value at `path`, or of its key; of the nearest key above it when there is no such value. */
  locate(path: Path, atKey?: boolean): Position;
}

/** Tags such as !!binary or !!set would make data that no schema expects. */
const OPTIONS = { merge: true, stringKeys: true, resolveKnownTags: false, prettyErrors: false };

/**
 * Reads one YAML 1.2 document (anchors and `<<` merge keys included) into plain data; keys are text, JSON is YAML.
 * Throws InputError with the position of everything that is not valid YAML or that unfolds without bound.
 */
export function loadYaml(text: string): LocatedDocument {
  const deep = depthProblem(text);
  if (deep !== undefined) throw new InputError([deep]);
  const lines = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = [...document.errors, ...document.warnings];
  const problems: Problem[] = faults.map((fault) => syntaxProblem(fault, text, position(fault.pos[0])));
  if (problems.length === 0) problems.push(...boundProblems(document, position));
  if (problems.length > 0) throw new InputError(problems);
  return {
    data: document.toJS({ maxAliasCount: -1 }),
    locate: (path, atKey = false) => position(offsetOf(document, path, atKey)),
  };
}

function offsetOf(document: Document, path: Path, atKey: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const isLast = depth === path.length - 1;
    node = isAlias(node) ? node.resolve(document) : node;
    if (isMap(node)) {
      const pair = pairAt(document, node.items, step);
      if (pair === undefined) return offset;
      const value = startOf(pair.value);
      offset = startOf(pair.key) ?? offset;
      if (isLast && !atKey && isLine(pair.value)) offset = value ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

/** A block map or list begins on a later line than its key, which is then the better place to point at. */
const isLine = (node: unknown): boolean => !((isMap(node) || isSeq(node)) && node.flow !== true);

/** The pair of a key in a map, else in what the map merges in. */
function pairAt(document: Document, pairs: readonly Pair[], key: string | number): Pair | undefined {
  const own = pairs.find((pair) => keyText(pair) === String(key));
  if (own !== undefined) return own;
  for (const merge of pairs.filter((pair) => keyText(pair) === '<<')) {
    const sources = isSeq(merge.value) ? merge.value.items : [merge.value];
    for (const source of sources) {
      const map = isAlias(source) ? source.resolve(document) : source;
      const found = isMap(map) ? pairAt(document, map.items, key) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const keyText = (pair: Pair): string | undefined => (isScalar(pair.key) ? String(pair.key.value) : undefined);

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}
