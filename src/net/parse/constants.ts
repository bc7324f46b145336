import type { ExpressionText } from '../document.js';
import { number } from '../expression/expression.js';
import type { Declaration } from './declarations.js';
import type { Reader } from './reader.js';
import { outside } from './site.js';

/** `constants:`, each an expression over those before it. */
export function readConstants(declarations: readonly Declaration<ExpressionText>[], reader: Reader): void {
  for (const { name, indices, document, path } of declarations) {
    if (indices.length > 0) reader.problems.rejectKey(path, `a family ${name}(${indices})`, `${name} alone`);
    const site = outside(...path);
    const value = reader.readNumber(document, site);
    const expression = reader.read(document, site);
    reader.meanings.set(
      name,
      value === undefined ? { kind: 'broken' } : { kind: 'constant', index: reader.constants.length },
    );
    reader.addConstant({ name, expression: expression ?? number(0), value: value ?? 0 });
  }
}
