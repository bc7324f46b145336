/** Where something stands in a document: keys and list positions from its root. */
export type Path = readonly (string | number)[];

/** One thing wrong in a user's input, in the user's words. */
export interface Problem {
  readonly path: Path;
  readonly found: string;
  readonly need: string;
  /** True when it is the key itself that is wrong (unknown, misspelt), not its value. */
  readonly atKey?: boolean;
  /** Line and column (from 1) when the problem is in the text itself, not at a path: a YAML syntax error. */
  readonly at?: { readonly line: number; readonly column: number };
}

/** A user's input cannot be used; carries every problem found, not just the first. */
export class InputError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      problems.map((problem) => `${pathText(problem.path)}: found ${problem.found}, need ${problem.need}`).join('\n'),
    );
    this.name = 'InputError';
  }
}

/** `vms[0].mttf` */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
