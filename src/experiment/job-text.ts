import type { AnyJob } from './job.js';

/** Stands for a number that JSON has no word for. */
const numberKey = '$number';

/** A job as text that any machine reads back to the same bits. */
export function jobText(job: AnyJob): string {
  return JSON.stringify(job, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? { [numberKey]: String(value) } : value,
  );
}

/** The job of a text. */
export function jobOfText(text: string): AnyJob {
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && numberKey in value ? Number(value[numberKey]) : value,
  ) as AnyJob;
}
