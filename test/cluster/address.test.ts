import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress } from '../../src/experiment/cluster/address.js';
import { redacted } from '../../src/experiment/cluster/redacted.js';

describe('the address of a cluster', () => {
  test.each([
    ['redis://host', { shown: 'redis://host:6379', host: 'host', port: 6379, db: 0, tls: false }],
    ['redis://host:1/', { shown: 'redis://host:1', host: 'host', port: 1, db: 0, tls: false }],
    ['REDISS://host:1/12', { shown: 'rediss://host:1/12', host: 'host', port: 1, db: 12, tls: true }],
    ['redis://[::1]:1', { shown: 'redis://[::1]:1', host: '::1', port: 1, db: 0, tls: false }],
    ['redis://me@h:1', { shown: 'redis://h:1', host: 'h', port: 1, db: 0, tls: false, username: 'me' }],
    ['redis://:a%40b@h:1', { shown: 'redis://h:1', host: 'h', port: 1, db: 0, tls: false, password: 'a@b' }],
  ])('%s', (text, address) => {
    expect(readAddress(text)).toEqual(address);
  });

  test('its own password goes before that of the environment', () => {
    expect(readAddress('redis://:own@host', 'other')).toMatchObject({ password: 'own' });
    expect(readAddress('redis://host', 'other')).toMatchObject({ password: 'other' });
  });

  test.each([
    ['', 'nothing'],
    ['host:6379', 'does not begin with redis://'],
    ['http://host', 'does not begin with redis://'],
    ['redis://', 'cannot be read'],
    ['redis://host:99999', 'cannot be read'],
    ['redis://host/queue', 'no number of a database'],
    ['redis://host?db=1', 'something after ?'],
    ['redis://:50%@host', 'a % in the password'],
  ])('%s is none', (text, found) => {
    expect(readAddress(text)).toMatchObject({ found: expect.stringContaining(found) });
  });

  test('shows its password nowhere', () => {
    const secret = fc.string({ minLength: 1 }).map((text) => `secret${text}`);
    const end = fc.constantFrom('', '/3', '/x', '?a', ':port', ':1');
    fc.assert(
      fc.property(
        secret,
        fc.constantFrom('redis', 'rediss', 'reddis'),
        end,
        fc.boolean(),
        (word, scheme, tail, plain) => {
          const text = `${scheme}://user:${plain ? word : encodeURIComponent(word)}@host${tail}`;
          const address = readAddress(text);
          expect('found' in address ? address.found : address.shown).not.toContain('secret');
          expect(redacted(`run: found ${text}, need a config`)).not.toContain('secret');
        },
      ),
    );
  });

  test('texts without one are left as they are', () => {
    for (const text of ['a.yaml:1:2 x: found a@b, need c', 'see https://host/a:b\nme@host', '3@host.12: a: b'])
      expect(redacted(text)).toBe(text);
  });
});
