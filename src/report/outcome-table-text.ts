import type { Dependence } from '../exact/outcomes/dependence.js';
import { type OutcomeRow, type OutcomeTable, outcomeColumns } from '../exact/outcomes/outcome-table.js';

/** The table in Markdown: a line a pair of a state and a failure; what an outcome depends on stands below. */
export function outcomeTableText({ states, failures, rows, idle }: OutcomeTable): string {
  const head = `${states.toLocaleString('en')} states, in which ${failures.toLocaleString('en')} failures strike.\n`;
  const titles = ['in state', 'fails', ...outcomeColumns];
  const lines = rows.map((row, index) => cells(row, rows[index - 1]?.state === row.state).join(' | '));
  const table = [titles.join(' | '), titles.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |\n`);
  const notes = dependences(rows);
  return `${head}\n${table.join('')}${section('What it depends on', notes)}${section('Does not run then, and so cannot fail', idleText(idle))}`;
}

const section = (title: string, text: string): string => (text === '' ? '' : `\n${title}:\n\n${text}`);

function idleText(idle: OutcomeTable['idle']): string {
  const states = new Map<string, string[]>();
  for (const { state, fails } of idle) states.set(state, [...(states.get(state) ?? []), fails]);
  return [...states].map(([state, fails]) => `- ${state} - ${fails.join(', ')}\n`).join('');
}

function cells({ state, fails, outcomes, depends }: OutcomeRow, isSame: boolean): readonly string[] {
  return [
    isSame ? '' : state,
    fails,
    ...outcomeColumns.map((column) => {
      const texts = outcomes[column].map((text) => (text === '' ? '-' : text));
      return depends[column] === undefined ? texts.join() : `${texts.join(' or ')} *`;
    }),
  ];
}

/** The same dependence is said once, with the pairs that it is true of. */
function dependences(rows: readonly OutcomeRow[]): string {
  const pairs = new Map<string, string[]>();
  for (const { state, fails, depends } of rows) {
    for (const column of outcomeColumns) {
      const dependence = depends[column];
      if (dependence === undefined) continue;
      const text = `${column}: ${dependenceText(dependence)}`;
      pairs.set(text, [...(pairs.get(text) ?? []), `${state}, ${fails}`]);
    }
  }
  return [...pairs].map(([text, of]) => `- ${of.join('; ')} - ${text}\n`).join('');
}

function dependenceText(dependence: Dependence): string {
  if (dependence.on === 'chance') return `by chance ${dependence.outcomes.map(named).join(' or ')}`;
  const { on, cases } = dependence;
  const byOutcome = new Map<string, string[]>();
  for (const one of cases) {
    const outcome = one.outcomes.map(named).join(' or, by chance, ');
    const condition = on.map((name, index) => `${name} ${one.if[index] === '' ? 'none' : one.if[index]}`).join(' and ');
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), condition]);
  }
  return [...byOutcome].map(([outcome, conditions]) => `${outcome} if ${conditions.join(', or ')}`).join('; ');
}

const named = (outcome: string): string => (outcome === '' ? 'nothing' : outcome);
