/** Columns that say whose trial a row is: a file has one of them. */
export const designKeys: readonly string[] = ['design', 'point'];
/** Columns that say which trial a row is. */
const keyNames = [...designKeys, 'trial'];

/** The column of a measure; a measure may be called as a column of the key is. */
export function columnName(measure: string): string {
  return keyNames.includes(measure) ? `${measure} (measure)` : measure;
}

/** The column that says whether a trial was cut off before what a column waits for. */
export const cutOffName = (column: string): string => `${column} (cut off)`;
