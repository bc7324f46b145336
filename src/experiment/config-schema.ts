import { z } from 'zod';
import { sweepKey } from '../config/without-sweep.js';
import { netJsonSchema } from '../net/document.js';
import { systemJsonSchema } from '../system/schema.js';
import { sweepSchema } from './sweep/schema.js';

/** The JSON Schemas of configs, for editors: a model, and what may be run beside it. */
export const systemConfigJsonSchema = (): object => withSweep(systemJsonSchema());
export const netConfigJsonSchema = (): object => withSweep(netJsonSchema());

function withSweep(model: object): object {
  const { $schema, ...sweep } = z.toJSONSchema(sweepSchema, { io: 'input' });
  const properties = 'properties' in model ? (model.properties as object) : {};
  return { ...model, properties: { ...properties, [sweepKey]: sweep } };
}
