/** Where the Redis of a cluster is. Only `shown` may be printed: it has no password. */
export interface ClusterAddress {
  readonly shown: string;
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

/** Why a text is no address. Says nothing of the text itself, since what is wrong may be a password. */
export interface WrongAddress {
  readonly found: string;
}

export const addressNeeded = 'redis://HOST:PORT, or rediss:// for TLS, with /N for another database than 0';

const defaultPort = 6379;

/** Reads `redis[s]://[[user]:password@]host[:port][/database]`; `password` counts when the address has none. */
export function readAddress(text: string, password?: string): ClusterAddress | WrongAddress {
  const wrong = (found: string): WrongAddress => ({ found });
  if (text.trim() === '') return wrong('nothing');
  const [, scheme] = /^(rediss?):\/\//i.exec(text) ?? [];
  if (scheme === undefined) return wrong('an address that does not begin with redis:// or rediss://');
  const url = parsed(text);
  if (url === undefined || url.hostname === '') return wrong('an address that cannot be read');
  if (url.search !== '' || url.hash !== '') return wrong('something after ? or #');
  const [, db] = /^\/?(\d{0,5})$/.exec(url.pathname) ?? [];
  if (db === undefined) return wrong('no number of a database after the port');
  const username = decoded(url.username);
  const given = decoded(url.password);
  if (username === undefined || given === undefined) return wrong('a % in the password that should be %25');
  const port = url.port === '' ? defaultPort : Number(url.port);
  const used = given === '' ? (password ?? '') : given;
  return {
    shown: `${scheme.toLowerCase()}://${url.hostname}:${port}${Number(db) > 0 ? `/${Number(db)}` : ''}`,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    db: Number(db),
    tls: scheme.toLowerCase() === 'rediss',
    ...(username === '' ? {} : { username }),
    ...(used === '' ? {} : { password: used }),
  };
}

function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
