import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds the optional packages for other platforms to package-lock.json that `npm install` leaves out where the registry does not carry
 * them, and without which `npm ci` refuses the lock. Run it after each change of dependencies: `npm run lock`.
 */
const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;

for (const { optionalDependencies = {}, dev } of Object.values(packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (Object.entries(packages).some(([path, found]) => path.endsWith(`node_modules/${name}`) && found.version))
      continue;
    const version = range.replace(/^[\^~]/, '');
    packages[`node_modules/${name}`] = { version, ...(dev ? { dev } : {}), ...platformOf(name), optional: true };
  }
}

const [root, ...others] = Object.entries(packages);
others.sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries([root, ...others]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** From a name such as `cli-linux-x64-musl`. */
function platformOf(name) {
  const found = /(aix|android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name);
  if (found === null) throw new Error(`${name}: found no platform in its name, need one`);
  const [, os, cpu, abi = ''] = found;
  const libc = os !== 'linux' || abi === '' ? {} : { libc: [abi.startsWith('musl') ? 'musl' : 'glibc'] };
  return { cpu: [cpu], os: [os], ...libc };
}
