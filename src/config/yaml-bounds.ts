import { type CST, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, Parser } from 'yaml';
import type { Problem } from './problem.js';

const DEPTH_MAX = 100;
const SIZE_MAX = 200_000;

type PositionOf = (offset: number) => { line: number; column: number };

/**
 * Where a text nests too deeply, if it does. To be asked before the document is composed, which recurses once a level and
 * takes the process down at some ten thousand; the parser proper does not recurse.
 */
export function depthProblem(text: string): Problem | undefined {
  const lines = new LineCounter();
  let level: CST.Token[] = [...new Parser(lines.addNewLine).parse(text)];
  for (let depth = 0; depth <= DEPTH_MAX; depth++) level = level.flatMap(children);
  const [first] = level;
  if (first === undefined) return undefined;
  const { line, col } = lines.linePos(first.offset);
  return { path: [], found: 'YAML nested too deeply', need: `at most ${DEPTH_MAX} levels`, at: { line, column: col } };
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  const parts = token.items.flatMap((item) => [item.key, item.value]);
  return parts.filter((part) => part !== undefined && part !== null);
}

/**
 * What makes a document that parses unusable: aliases of nothing or of themselves, and aliases of aliases that unfold to
 * more values than any config has ("billion laughs"). Each anchored value is measured once, so the check itself is linear.
 */
export function boundProblems(document: Document, position: PositionOf): Problem[] {
  const problems: Problem[] = [];
  const sizes = new Map<unknown, number>();
  const open = new Set<unknown>();
  const report = (node: Node, found: string, need: string): number => {
    problems.push({ path: [], found, need, at: position(node.range?.[0] ?? 0) });
    return 1;
  };
  const sizeOf = (node: unknown): number => {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    open.add(node);
    const size = measured(node);
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  const measured = (node: unknown): number => {
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined)
        return report(node, `the YAML alias *${node.source}`, `an anchor &${node.source} before it`);
      if (open.has(target))
        return report(node, `the YAML alias *${node.source} inside its own anchor`, 'a finite document');
      return sizeOf(target);
    }
    if (!isMap(node) && !isSeq(node)) return 1;
    const values = isMap(node) ? node.items.map(({ value }) => value) : node.items;
    for (const key of isMap(node) ? node.items.map((pair) => pair.key) : []) {
      if (isScalar(key) && key.value === '__proto__') report(key, "the key '__proto__'", 'another name');
    }
    let size = 1;
    for (const child of values) size += sizeOf(child);
    return size;
  };
  if (sizeOf(document.contents) > SIZE_MAX && document.contents !== null) {
    report(document.contents, 'YAML aliases that unfold without bound', `at most ${SIZE_MAX} values in all`);
  }
  return problems;
}
