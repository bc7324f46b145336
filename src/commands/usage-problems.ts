import { suggestion } from '../config/suggestion.js';
import type { Command } from './command.js';

type Usage = Pick<Command<never>, 'usage' | 'options'>;

/** What is wrong with a command line that could not be parsed, a line a problem, in the words of all other bad input. */
export function usageProblems(message: string, args: readonly string[], commands: readonly Usage[]): readonly string[] {
  const names = commands.map(({ usage }) => nameOf(usage));
  const [name] = args.filter((arg) => !arg.startsWith('-'));
  if (name === undefined) return [`ninefold: found no command, need ${oneOf(names)}`];
  const command = commands.find(({ usage }) => nameOf(usage) === name);
  if (command === undefined) return [unknown(name, 'command', names)];
  if (message.startsWith('Not enough non-option arguments')) {
    return [`${name}: found no ${/<[^>]+>/.exec(command.usage)?.[0]}, need ninefold ${command.usage}`];
  }
  const [, valueless] = /^Not enough arguments following: (.+)$/.exec(message) ?? [];
  if (valueless !== undefined) return [`--${valueless}: found nothing, need a value`];
  const [, unexpected] = /^Unknown arguments?: (.+)$/.exec(message) ?? [];
  if (unexpected === undefined) return [message];
  return unexpected.split(', ').flatMap((word) => unexpectedProblems(word, args, command));
}

/** Yargs names an option in two spellings; the one on the command line counts. */
function unexpectedProblems(word: string, args: readonly string[], { usage, options }: Usage): readonly string[] {
  if (args.includes(word)) return [`${word}: found more than ${nameOf(usage)} takes, need ninefold ${usage}`];
  const given = args.find((arg) => /^--?[^-]/.test(arg) && arg.replace(/^-+/, '').split('=')[0] === word);
  if (given === undefined) return [];
  return [
    unknown(
      `--${word}`,
      'option',
      Object.keys(options).map((name) => `--${name}`),
    ),
  ];
}

function unknown(word: string, kind: string, known: readonly string[]): string {
  const meant = suggestion(word, known);
  return `${word}: found an unknown ${kind}, need ${meant === undefined ? oneOf(known) : `${meant} (did you mean that?)`}`;
}

const nameOf = (usage: string): string => usage.split(' ')[0] ?? usage;

function oneOf(names: readonly string[]): string {
  return `one of ${names.join(', ')}`;
}
