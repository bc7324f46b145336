import { builtinModules } from 'node:module';
import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

/** The layers of src, in order: a module imports from its own layer and from those to its left. */
const layers = [
  'config',
  'net',
  'system',
  'kernel',
  'trace',
  'exact',
  'exchange',
  'estimate',
  'experiment',
  'library',
  'report',
  'commands',
];

/** Layers from here on may use Node; what stands to the left runs in a browser too. */
const firstOnNode = layers.indexOf('experiment');

/** Packages that run in a browser. */
const anywhere = 'node_modules/(yaml|zod|jstat|seedrandom|@types)/';

/** The rules for the modules below `root`. */
export function rulesFor(root: string): IForbiddenRuleType[] {
  const inLayer = (layer: string): string => `^${root}/${layer}/`;
  const rightward: IForbiddenRuleType[] = layers.slice(0, -1).map((layer, place) => ({
    name: `${layer}-imports-to-the-left-only`,
    severity: 'error',
    from: { path: inLayer(layer) },
    to: { path: [...layers.slice(place + 1).map(inLayer), `^${root}/[^/]+\\.ts$`] },
  }));
  const portable = layers.slice(0, firstOnNode).map(inLayer);
  return [
    ...rightward,
    {
      name: 'commands-do-not-import-the-entry',
      severity: 'error',
      from: { path: inLayer('commands') },
      to: { path: `^${root}/[^/]+\\.ts$` },
    },
    {
      name: 'the-help-waits-for-no-command',
      severity: 'error',
      from: { path: `^${root}/(cli|commands/command-list)\\.ts$` },
      to: {
        path: inLayer('commands'),
        pathNot: `^${root}/commands/(command-list|heeded-signal|usage-problems)\\.ts$`,
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'every-folder-is-a-layer',
      severity: 'error',
      from: {},
      to: { path: `^${root}/[^/]+/`, pathNot: layers.map(inLayer) },
    },
    {
      name: 'no-node-below-experiment',
      severity: 'error',
      from: { path: portable },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-node-package-below-experiment',
      severity: 'error',
      from: { path: portable },
      to: { path: 'node_modules/', pathNot: anywhere },
    },
    {
      name: 'no-node-in-a-browser',
      severity: 'error',
      from: { path: `^${root}/browser(-worker)?\\.ts$` },
      to: { reachable: true, path: `^(${builtinModules.join('|')})$|node_modules/(piscina|bullmq|ioredis|yargs|vega)` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'all-imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ];
}

export const options: ICruiseOptions = {
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'require', 'node', 'default', 'types'],
  },
};
