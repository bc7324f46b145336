import { z } from 'zod';
import { parseDuration } from './duration.js';

const NEED = 'a duration with its unit, like 90 min or 4.5 months';

/** A duration as text, 0 included. */
export const duration = durationWhere(() => true, NEED).meta({ id: 'duration' });
/** A duration as text that is longer than 0. */
export const positiveDuration = durationWhere((hours) => hours > 0, 'a duration longer than 0');

function durationWhere(allows: (hours: number) => boolean, need: string) {
  return z
    .string({ error: NEED })
    .superRefine((text, context) => {
      const outcome = parseDuration(text);
      if (outcome.ok) {
        if (!allows(outcome.hours)) context.addIssue({ code: 'custom', message: need });
      } else if (/\d_\d/.test(text)) {
        context.addIssue({ code: 'custom', message: NEED });
      } else {
        context.addIssue({ code: 'custom', message: outcome.need, params: { found: outcome.found } });
      }
    })
    .meta({ examples: ['90 min', '4 h', '134.5 d', '1 y'] });
}
