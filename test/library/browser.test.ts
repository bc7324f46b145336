import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, exact, simulate, sweep } from '../../src/index.js';
import { exponentialMachine } from '../commands/nets.js';
import { fenced } from './examples.js';

const program = '/usr/bin/chromium';
const isSkipped = process.env.NINEFOLD_REQUIRE_ALL !== '1' && !existsSync(program);

const pages = fenced('docs/library.md', 'html');
const [node = ''] = fenced('docs/library.md', 'yaml').filter((text) => text.startsWith('# node'));

/** What a browser may ask for; anything else is not there. */
const served = new Map<string, { readonly type: string; text(): string }>([
  ['/', { type: 'text/html', text: () => '<!doctype html><title>Ninefold</title>' }],
  ['/example', { type: 'text/html', text: () => `<!doctype html><body></body>${pages.join('')}` }],
  ['/node.yaml', { type: 'text/yaml', text: () => node }],
  ...['/browser.js', '/browser-worker.js'].map(
    (file) => [file, { type: 'text/javascript', text: () => readFileSync(`dist/browser${file}`, 'utf8') }] as const,
  ),
]);

/** A run by every means of the library: its results, as a page can give them back. */
interface Found {
  readonly shares: readonly number[];
  readonly results: string;
  /** The same without workers. */
  readonly alone: string;
}

const vary = { 'activities.fail.rate': ['1 / 100 h', '1 / 400 h'] };
const options = { seed: 'a seed', trials: 3000 };
const slower = exponentialMachine.replace('1 / 200 h', '1 / 400 h');

describe.skipIf(isSkipped)('in a browser', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let address = '';
  const errors: string[] = [];

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const found = served.get(url);
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': found?.type ?? 'text/plain' });
      response.end(found?.text());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath: program, headless: true, args });
    page = await browser.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test('two workers give the bits that one thread gives, and the numbers that Node.js gives', async () => {
    await page.goto(address);
    const given = { machine: exponentialMachine, slower, options, vary };
    const found = (await page.evaluate(`(${inPage})(${JSON.stringify(given)})`)) as Found;
    expect(errors).toEqual([]);
    expect(found.shares.at(-1)).toBe(1);
    const rows = [];
    for await (const row of sweep(exponentialMachine, { ...options, vary })) rows.push(row);
    const results = {
      simulated: await simulate(exponentialMachine, options),
      compared: await compare(slower, exponentialMachine, options),
      rows,
      solved: exact(exponentialMachine),
    };
    expect(found.results).toBe(found.alone);
    expectClose(JSON.parse(found.results), JSON.parse(JSON.stringify(results)));
  });

  test('a worker that cannot be started ends the run with what is wrong', async () => {
    await page.goto(address);
    const failing = `(async () => {
      const { simulate, webWorkerExecutor } = await import('/browser.js');
      const executor = webWorkerExecutor(() => new Worker('/nothing.js', { type: 'module' }), 1);
      return simulate(${JSON.stringify(exponentialMachine)}, { executor }).then(() => 'done', ({ name }) => name);
    })()`;
    expect(await page.evaluate(failing)).toBe('WorkerFailure');
  });

  test('the page of the documentation works', async () => {
    await page.goto(`${address}/example`);
    await page.waitForFunction("document.body.textContent.startsWith('{')");
    expect(errors).toEqual([]);
    const { measures } = await simulate(node, { seed: 'ninefold', trials: 300 });
    expectClose(JSON.parse((await page.textContent('body')) ?? ''), JSON.parse(JSON.stringify(measures)));
  });
});

/** Runs in the page. */
const inPage = `async ({ machine, slower, options, vary }) => {
  const { compare, exact, simulate, sweep, webWorkerExecutor } = await import('/browser.js');
  const executor = webWorkerExecutor(() => new Worker('/browser-worker.js', { type: 'module' }), 2);
  const shares = [];
  const resultsWith = async (given) => {
    const run = simulate(machine, given);
    for await (const { share } of run) shares.push(share);
    const compared = await compare(slower, machine, given);
    const rows = [];
    for await (const row of sweep(machine, { ...given, vary })) rows.push(row);
    return JSON.stringify({ simulated: await run, compared, rows, solved: exact(machine) });
  };
  const results = await resultsWith({ ...options, executor });
  await executor.close();
  return { shares, results, alone: await resultsWith(options) };
}`;

/**
 * ECMAScript leaves the last bit of Math.exp and the like open, so two versions of one engine may differ in it. A complement of what is close to 1
 * is where that shows most: of 1e-16 beside 1 in one of 1e-5.
 */
const differenceMost = 1e-8;

/** Whatever is no number is equal, and numbers but for what their rounding explains. */
function expectClose(found: unknown, wanted: unknown, at = 'result'): void {
  if (typeof wanted === 'number' && typeof found === 'number') {
    expect(Math.abs(found - wanted), at).toBeLessThanOrEqual(differenceMost * Math.abs(wanted));
  } else if (typeof wanted === 'object' && wanted !== null) {
    expect(Object.keys(found ?? {}), at).toEqual(Object.keys(wanted));
    for (const [key, value] of Object.entries(wanted)) {
      expectClose((found as Record<string, unknown>)[key], value, `${at}.${key}`);
    }
  } else expect(found, at).toBe(wanted);
}
