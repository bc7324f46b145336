import { stripVTControlCharacters } from 'node:util';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows in aligned columns, two blanks apart; a column without any text is left out. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const used = columns.flatMap((column, index) => {
    const width = Math.max(0, ...rows.map((row) => widthOf(row[index] ?? '')));
    return width === 0 ? [] : [{ ...column, index, width: Math.max(width, widthOf(column.title)) }];
  });
  const line = (cell: (column: (typeof used)[number]) => string): string =>
    used
      .map((column) => padded(cell(column), column.width, column.align))
      .join('  ')
      .trimEnd();
  const lines = [line(({ title }) => title), line(({ width }) => '-'.repeat(width))];
  for (const row of rows) lines.push(line(({ index }) => row[index] ?? ''));
  return `${lines.join('\n')}\n`;
}

function padded(text: string, width: number, align: Column['align'] = 'left'): string {
  const blanks = ' '.repeat(width - widthOf(text));
  return align === 'right' ? blanks + text : text + blanks;
}

const widthOf = (text: string): number => stripVTControlCharacters(text).length;
