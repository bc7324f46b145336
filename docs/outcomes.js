/** Writes the page on what failures lead to anew: the tables of all examples. `npm run outcomes`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { outcomePage, pageEntries } from '../dist/report/outcome-page.js';

const folder = 'sim-configs/examples';
const configs = readdirSync(folder)
  .sort()
  .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }));
writeFileSync('docs/outcomes.md', outcomePage(pageEntries(configs)));
