import { ExactRefusal } from '../exact/explore/refusal.js';
import { type OutcomeTable, outcomeTable } from '../exact/outcomes/outcome-table.js';
import { loadModel } from '../system/model.js';
import type { System } from '../system/system.js';
import { outcomeTableText } from './outcome-table-text.js';

/** A page of tables that is still read: larger systems have none. */
const statesMost = 5_000;

const head = `# What failures lead to

What becomes of a component that fails, of its copy, of what stands on it and of the service, in every state of every component
and mechanism. Each table is read off the net of an example (\`ninefold inject CONFIG --table\`): every failure is tried in every
settled state that the net may be in, whenever its clocks ring. This page is written by \`npm run outcomes\`.

A line is a pair: the state of a component, or of what a mechanism keeps beside it, and the failure of a component, which may
be _itself_ or _another_ of its kind. Where an outcome has a \\*, it depends on more than the pair, which is said below the table.
A common cause does what the failures of those that it strikes do.
`;

/** A config with its table, or why it has none. */
export interface PageEntry {
  readonly file: string;
  readonly system: System;
  readonly table: OutcomeTable | ExactRefusal;
}

/** What the page tells of some configs: those that are systems. */
export function pageEntries(
  configs: readonly { readonly file: string; readonly text: string }[],
): readonly PageEntry[] {
  return configs.flatMap(({ file, text }) => {
    const { system } = loadModel(text);
    return system === undefined ? [] : [{ file, system, table: tableOf(system) }];
  });
}

/** The page with their tables. */
export function outcomePage(entries: readonly PageEntry[]): string {
  const sections = entries.map(({ file, system, table }) => {
    const told =
      table instanceof ExactRefusal
        ? `${table.reason}; its pairs are those of the mechanisms above and below.\n`
        : outcomeTableText(table);
    return `\n## ${capitalised(system.name)}\n\n\`${file}\`: ${told}`;
  });
  return head + sections.join('');
}

function tableOf(system: System): PageEntry['table'] {
  try {
    return outcomeTable(system, statesMost);
  } catch (error) {
    if (error instanceof ExactRefusal) return error;
    throw error;
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
