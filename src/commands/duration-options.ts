import { parseDuration } from '../config/duration.js';
import { OptionReader } from './options.js';

/** Reads options that are durations too. */
export class DurationOptions extends OptionReader {
  private readonly wrong: string[] = [];

  override get problems(): readonly string[] {
    return [...super.problems, ...this.wrong];
  }

  /** `4.5 d` in hours; undefined when absent. */
  hours(option: string, text: string | undefined): number | undefined {
    if (text === undefined) return undefined;
    const outcome = parseDuration(text);
    if (outcome.ok) return outcome.hours;
    this.wrong.push(`--${option}: found ${outcome.found}, need ${outcome.need}`);
    return undefined;
  }
}
