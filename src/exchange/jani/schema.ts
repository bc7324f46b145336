import { z } from 'zod';

/**
 * The structure of a model in JANI (jani-spec.org, version 1), as far as a chain needs it. Expressions, types and properties
 * have a grammar of their own and are read apart. Other keys (comments, extensions) may stand anywhere.
 */
const named = { name: z.string().min(1) };
const holder = z.looseObject({ exp: z.unknown() });

const variable = z.looseObject({
  ...named,
  type: z.unknown(),
  transient: z.boolean().optional(),
  'initial-value': z.unknown().optional(),
});
export type JaniVariable = z.infer<typeof variable>;

const assignment = z.looseObject({ ref: z.unknown(), value: z.unknown(), index: z.number().optional() });
export type JaniAssignment = z.infer<typeof assignment>;

const destination = z.looseObject({
  location: z.string(),
  probability: holder.optional(),
  assignments: z.array(assignment).optional(),
});
export type JaniDestination = z.infer<typeof destination>;

const edge = z.looseObject({
  location: z.string(),
  action: z.string().optional(),
  rate: holder.optional(),
  guard: holder.optional(),
  destinations: z.array(destination).min(1),
});
export type JaniEdge = z.infer<typeof edge>;

const location = z.looseObject({
  ...named,
  'time-progress': holder.optional(),
  'transient-values': z.array(z.looseObject({ ref: z.unknown(), value: z.unknown() })).optional(),
});

const functionDefinition = z.looseObject({
  ...named,
  type: z.unknown(),
  parameters: z.array(z.looseObject({ ...named, type: z.unknown() })),
  body: z.unknown(),
});
export type JaniFunction = z.infer<typeof functionDefinition>;

const automaton = z.looseObject({
  ...named,
  variables: z.array(variable).optional(),
  'restrict-initial': holder.optional(),
  locations: z.array(location).min(1),
  'initial-locations': z.array(z.string()).min(1),
  edges: z.array(edge),
  functions: z.array(functionDefinition).optional(),
});
export type JaniAutomaton = z.infer<typeof automaton>;

const sync = z.looseObject({
  synchronise: z.array(z.union([z.string(), z.null()], 'the name of an action, or null')),
  result: z.string().optional(),
});

export const janiSchema = z.looseObject({
  'jani-version': z.literal(1),
  ...named,
  type: z.string(),
  constants: z.array(z.looseObject({ ...named, type: z.unknown(), value: z.unknown().optional() })).optional(),
  variables: z.array(variable).optional(),
  'restrict-initial': holder.optional(),
  functions: z.array(functionDefinition).optional(),
  properties: z.array(z.looseObject({ ...named, expression: z.unknown() })).optional(),
  automata: z.array(automaton).min(1),
  system: z.looseObject({
    elements: z.array(z.looseObject({ automaton: z.string(), 'input-enable': z.array(z.string()).optional() })).min(1),
    syncs: z.array(sync).optional(),
  }),
});
export type JaniModel = z.infer<typeof janiSchema>;
