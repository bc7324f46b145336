import { suggestion } from '../config/suggestion.js';
import { commandList, nameOf } from './command-list.js';

/**
 * What is wrong with a command line that could not be parsed, a line a problem, in the words of all other bad input.
 *
 * @param options names of the options that the command takes
 */
export function usageProblems(message: string, args: readonly string[], options: readonly string[]): readonly string[] {
  const names = commandList.map(nameOf);
  const [name] = args.filter((arg) => !arg.startsWith('-'));
  if (name === undefined) return [`ninefold: found no command, need ${oneOf(names)}`];
  const usage = commandList.find((command) => nameOf(command) === name)?.usage;
  if (usage === undefined) return [unknown(name, 'command', names)];
  if (message.startsWith('Not enough non-option arguments')) {
    return [`${name}: found no ${/<[^>]+>/.exec(usage)?.[0]}, need ninefold ${usage}`];
  }
  const [, valueless] = /^Not enough arguments following: (.+)$/.exec(message) ?? [];
  if (valueless !== undefined) return [`--${valueless}: found nothing, need a value`];
  const [, unexpected] = /^Unknown arguments?: (.+)$/.exec(message) ?? [];
  if (unexpected === undefined) return [message];
  return unexpected.split(', ').flatMap((word) => {
    if (args.includes(word)) return [`${word}: found more than ${name} takes, need ninefold ${usage}`];
    return unknownOptions(word, args, options);
  });
}

/** Yargs names an option in two spellings; the one on the command line counts. */
function unknownOptions(word: string, args: readonly string[], options: readonly string[]): readonly string[] {
  const given = args.find((arg) => /^--?[^-]/.test(arg) && arg.replace(/^-+/, '').split('=')[0] === word);
  if (given === undefined) return [];
  const known = options.map((name) => `--${name}`);
  return [unknown(`--${word}`, 'option', known)];
}

function unknown(word: string, kind: string, known: readonly string[]): string {
  const meant = suggestion(word, known);
  return `${word}: found an unknown ${kind}, need ${meant === undefined ? oneOf(known) : `${meant} (did you mean that?)`}`;
}

function oneOf(names: readonly string[]): string {
  return `one of ${names.join(', ')}`;
}
