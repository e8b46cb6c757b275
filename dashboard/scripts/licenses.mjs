// Lays out the licences and notices of the packages in the bundle, each in a folder of its name.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Of the page and of the page of a report. */
const bundled = ['dist/licenses.json', 'target/report/licenses.json'];
const target = 'target/licenses';

function json(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

rmSync(target, { recursive: true, force: true });
for (const { name, version } of bundled.flatMap(json)) {
  const home = join('node_modules', name);
  const found = json(join(home, 'package.json')).version;
  const notices = readdirSync(home).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  if (found !== version || notices.length === 0) {
    console.error(`no licence of ${name} ${version} in ${home}, which is ${found}`);
    process.exit(1);
  }
  const folder = join(target, `${name}-${version}`);
  mkdirSync(folder, { recursive: true });
  for (const file of notices) {
    cpSync(join(home, file), join(folder, file));
  }
}
for (const file of bundled) {
  rmSync(file);
}
