import { type Problem, pathText } from './problem.js';
import type { LocatedDocument, Position } from './yaml.js';

/** One line a problem, in the order of the text: `file:line:column path: found X, need Y`. */
export function formatProblems(file: string, problems: readonly Problem[], located?: LocatedDocument): string[] {
  const placed = problems.map((problem) => ({ problem, position: positionOf(problem, located) }));
  placed.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  const lines = placed.map(({ problem, position }) => {
    const path = pathText(problem.path);
    const place = `${file}:${position.line}:${position.column}${path === '' ? '' : ` ${path}`}`;
    return oneLine(`${place}: found ${problem.found}, need ${problem.need}`);
  });
  return [...new Set(lines)];
}

function positionOf(problem: Problem, located: LocatedDocument | undefined): Position {
  return problem.at ?? located?.locate(problem.path, problem.atKey) ?? { line: 1, column: 1 };
}

/** A key or value may hold control characters, which belong neither in one line nor on a terminal. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
