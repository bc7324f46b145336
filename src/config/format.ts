import { foundText } from './found.js';
import { InputError } from './problem.js';
import { suggestion } from './suggestion.js';

/** Which of the known formats a document says it is in (`format: ninefold/system@1`); throws InputError for any other. */
export function formatOf<F extends string>(data: unknown, known: readonly F[]): F {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new InputError([{ path: [], found: foundText(data), need: `a map that begins with ${formatsText(known)}` }]);
  }
  const format: unknown = 'format' in data ? data.format : undefined;
  const named = known.find((name) => name === format);
  if (named !== undefined) return named;
  const meant = typeof format === 'string' ? suggestion(format, known) : undefined;
  const others = known.filter((name) => name !== meant).join(' or ');
  const hint = meant === undefined ? '' : `${meant} (did you mean that?) or `;
  throw new InputError([{ path: ['format'], found: foundText(format), need: hint + others }]);
}

const formatsText = (known: readonly string[]): string => known.map((name) => `format: ${name}`).join(' or ');
