import { createHash } from 'node:crypto';
import { arithmeticName } from './arithmetic.js';
import { buildHash, packageVersion } from './build.js';

/** What must be equal on two machines for their chunks to have the same bits. */
export interface Identity {
  readonly version: string;
  /** The files that run: those of the bundle, which is what the command line runs. */
  readonly build: string;
  readonly arithmetic: string;
}

export function ownIdentity(): Identity {
  return { version: packageVersion(), build: buildHash(), arithmetic: arithmeticName() };
}

export function identityHash({ version, build, arithmetic }: Identity): string {
  return createHash('sha256')
    .update(JSON.stringify([version, build, arithmetic]))
    .digest('hex')
    .slice(0, 16);
}

export function identityText({ version, build, arithmetic }: Identity): string {
  return `ninefold ${version} (build ${build}, arithmetic ${arithmetic})`;
}

/** What to do about two that differ. */
export function remedy(found: Identity, need: Identity): string {
  const sameProgram = found.version === need.version && found.build === need.build;
  return sameProgram ? 'their Node.js round differently, give both the same one' : 'install the same build on both';
}
