import type { YAMLError } from 'yaml';
import { quoted } from './found.js';
import type { Problem } from './problem.js';

/** What the YAML parser complains about, in the words of a config's author. */
export function syntaxProblem(fault: YAMLError, text: string, at: { line: number; column: number }): Problem {
  const [start, end] = fault.pos;
  // The range of a key is its first letter only.
  const length = fault.code === 'DUPLICATE_KEY' ? text.slice(start).search(/\s*:|$/) : end - start;
  const source =
    text
      .slice(start, start + length)
      .split('\n', 1)[0]
      ?.trim() ?? '';
  return { path: [], ...wording(fault, source), at };
}

function wording(fault: YAMLError, source: string): Pick<Problem, 'found' | 'need'> {
  switch (fault.code) {
    case 'DUPLICATE_KEY':
      return {
        found: `the key ${quoted(source)} again`,
        need: 'each key once',
      };
    case 'TAB_AS_INDENT':
      return { found: 'a tab', need: 'spaces to indent' };
    case 'TAG_RESOLVE_FAILED':
      return { found: `the YAML tag ${quoted(source)}`, need: 'quotes around a text that begins with !' };
    case 'NON_STRING_KEY':
      return { found: 'a key that is no text', need: 'a text as key' };
    case 'MULTIPLE_DOCS':
      return { found: 'a second document', need: 'one document a file' };
    case 'BAD_ALIAS':
      return { found: `the YAML alias ${quoted(source)}`, need: 'quotes around a text that begins with *' };
    default:
      return { found: `invalid YAML (${fault.message})`, need: 'valid YAML' };
  }
}
