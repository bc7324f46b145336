import { formatProblems } from '../config/format-problems.js';
import type { Problem } from '../config/problem.js';

/** A model's files read as one text: PRISM's properties may stand in a file of their own. */
export class JoinedTexts {
  readonly text: string;
  private readonly firstLines: readonly number[];

  constructor(private readonly files: readonly { readonly file: string; readonly text: string }[]) {
    const lines: number[] = [];
    let line = 1;
    for (const { text } of files) {
      lines.push(line);
      line += text.split('\n').length;
    }
    this.firstLines = lines;
    this.text = files.map(({ text }) => text).join('\n');
  }

  /** One line a problem, `file:line:column: found X, need Y`, each in the file it stands in. */
  describe(problems: readonly Problem[]): string[] {
    return this.files.flatMap(({ file }, position) => {
      const own = problems.filter((problem) => this.fileOf(problem) === position);
      return formatProblems(
        file,
        own.map((problem) => this.within(position, problem)),
      );
    });
  }

  private fileOf({ at }: Problem): number {
    if (at === undefined) return 0;
    return this.firstLines.findLastIndex((first) => first <= at.line);
  }

  private within(position: number, problem: Problem): Problem {
    const { at } = problem;
    if (at === undefined) return problem;
    return { ...problem, at: { ...at, line: at.line - (this.firstLines[position] ?? 1) + 1 } };
  }
}
