// Lists the built files for the server, compresses them once, and holds the budget.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 105 * 1024;
const root = 'dist';

function files(directory) {
  return readdirSync(directory)
    .flatMap((name) => {
      const path = join(directory, name);
      return statSync(path).isDirectory() ? files(path) : [path];
    })
    .filter((path) => !path.endsWith('.gz') && !path.endsWith('files.txt'));
}

const all = files(root);
let total = 0;
for (const path of all) {
  const packed = gzipSync(readFileSync(path), { level: 9 });
  writeFileSync(`${path}.gz`, packed);
  total += packed.length;
}
writeFileSync(join(root, 'files.txt'), all.map((path) => relative(root, path)).join('\n') + '\n');
console.log(
  `the page is ${(total / 1024).toFixed(1)} KB gzipped, allowed are ${BUDGET_BYTES / 1024}`,
);
if (total > BUDGET_BYTES) {
  process.exit(1);
}
