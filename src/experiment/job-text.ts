import { fullJson, ofFullJson } from './full-json.js';
import type { AnyJob } from './job.js';

/** A job as text that any machine reads back to the same bits. */
export const jobText = (job: AnyJob): string => fullJson(job);

/** The job of a text. */
export const jobOfText = (text: string): AnyJob => ofFullJson(text) as AnyJob;
