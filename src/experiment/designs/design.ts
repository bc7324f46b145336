import { pathOf, valueAt } from '../../config/at-path.js';
import type { Model } from '../../system/model.js';
import { type ConfigFile, configWith, type DesignValues, modelWith } from '../config-file.js';

/** A system or net that is held against others: that of a config, a variation of it, or its baseline. */
export interface Design {
  readonly name: string;
  readonly config: ConfigFile;
  /** Other values that it has than the file. */
  readonly values?: DesignValues;
  readonly isBaseline: boolean;
}

export const designOf = (config: ConfigFile): Design => ({ name: config.model.net.name, config, isBaseline: false });

/** The baseline of a config; undefined when it has none. */
export function baselineOf(config: ConfigFile): Design | undefined {
  const { baseline } = config.model;
  return baseline === undefined ? undefined : { name: baseline.net.name, config, isBaseline: true };
}

/** A config with other values at some paths. Throws a ConfigError. */
export function variationOf(config: ConfigFile, values: DesignValues): Design {
  const { name } = config.model.net;
  return { name: `${name} with ${valuesText(values)}`, config: configWith(config, values), values, isBaseline: false };
}

const valuesText = (values: DesignValues): string =>
  Object.entries(values)
    .map(([path, value]) => `${path} = ${value === null ? 'off' : scalarText(value)}`)
    .join(', ');

const scalarText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The model of a design, with further values at some paths of its config. Throws a ConfigError that names the values. */
export function modelOfDesign({ config, isBaseline }: Design, values: DesignValues = {}): Model {
  const model = Object.keys(values).length === 0 ? config.model : modelWith(config, values);
  const own = isBaseline ? model.baseline : model;
  if (own === undefined) throw new Error(`${config.file} has no baseline with ${JSON.stringify(values)}`);
  return own;
}

/** Whether a design's config has something at the path. */
export function hasPath({ config }: Design, path: string): boolean {
  return valueAt(config.document.data, pathOf(path)) !== undefined;
}

/** Designs by names that differ: the file's is added where two have the same. */
export function withOwnNames(designs: readonly Design[]): readonly Design[] {
  return designs.map((design) => {
    const isShared = designs.some((other) => other !== design && other.name === design.name);
    return isShared ? { ...design, name: `${design.name} (${design.config.file})` } : design;
  });
}
