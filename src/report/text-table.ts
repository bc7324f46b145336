import { stripVTControlCharacters } from 'node:util';

export interface Column {
  readonly title: string;
  /** `middle` lines the cells up at their `..`. */
  readonly align?: 'left' | 'right' | 'middle';
}

const middle = ' .. ';

/** Rows in aligned columns, two blanks apart; a column without any text is left out. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const used = columns.flatMap((column, index) => {
    const cells = aligned(
      rows.map((row) => row[index] ?? ''),
      column.align,
    );
    const width = Math.max(0, ...cells.map(widthOf));
    return width === 0 ? [] : [{ ...column, cells, width: Math.max(width, widthOf(column.title)) }];
  });
  const line = (cell: (column: (typeof used)[number]) => string): string =>
    used
      .map((column) => padded(cell(column), column.width, column.align))
      .join('  ')
      .trimEnd();
  const lines = [line(({ title }) => title), line(({ width }) => '-'.repeat(width))];
  for (const row of rows.keys()) lines.push(line(({ cells }) => cells[row] ?? ''));
  return `${lines.join('\n')}\n`;
}

/** Cells with `a .. b` get both parts equally wide. */
function aligned(cells: readonly string[], align: Column['align']): readonly string[] {
  if (align !== 'middle') return cells;
  const parts = cells.map((cell) => cell.split(middle));
  const width = Math.max(...parts.map(([low = '']) => widthOf(low)));
  return parts.map(([low = '', ...high]) => [padded(low, width, 'right'), ...high].join(middle));
}

function padded(text: string, width: number, align: Column['align'] = 'left'): string {
  const blanks = ' '.repeat(width - widthOf(text));
  return align === 'right' ? blanks + text : text + blanks;
}

const widthOf = (text: string): number => stripVTControlCharacters(text).length;
