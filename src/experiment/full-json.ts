/** Stands for a number that JSON has no word for. */
const numberKey = '$number';

/** Data as JSON that any machine reads back to the same bits, numbers that are not finite included. */
export function fullJson(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? { [numberKey]: String(value) } : value,
  );
}

/** The data of such a text. */
export function ofFullJson(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && numberKey in value ? Number(value[numberKey]) : value,
  );
}
