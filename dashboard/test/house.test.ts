import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sources } from './sources';

/** Each folder knows only those before it; files of the root that all may use come first. */
const LEVELS = [
  'format.ts',
  'theme.ts',
  'api',
  'report',
  'store',
  'charts',
  'views',
  'shown.tsx',
  'main.tsx',
  'report.tsx',
];

const folder = (path: string) => path.split('/')[0]!;

/** What each file imports of the page's own, types too. */
function imports(): Map<string, string[]> {
  const all = sources();
  const known = new Set(all.map(({ path }) => path));
  return new Map(
    all.map(({ path, text }) => {
      const named = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
      const own = named
        .filter((name) => name.startsWith('.') && !name.endsWith('.css'))
        .map((name) => {
          const target = new URL(name, `file:///${path}`).pathname.slice(1);
          return [`${target}.ts`, `${target}.tsx`].find((one) => known.has(one)) ?? `${target}?`;
        });
      return [path, own];
    }),
  );
}

/** The first way that leads from a file back to itself. */
function circle(graph: Map<string, string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (file: string, way: string[]): string[] | null => {
    const at = way.indexOf(file);
    if (at >= 0) return [...way.slice(at), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const found = walk(next, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const found = walk(file, []);
    if (found) return found;
  }
  return null;
}

describe("the page's house", () => {
  it('has only files that are found, on one of the levels', () => {
    const graph = imports();
    expect(graph.size).toBeGreaterThan(60);
    expect([...graph.values()].flat().filter((file) => file.endsWith('?'))).toEqual([]);
    const places = new Set([...graph.keys()].map(folder));
    expect([...places].filter((place) => !LEVELS.includes(place))).toEqual(['vite-env.d.ts']);
  });

  it('has no circle, be it of types alone', () => {
    expect(circle(imports())).toBeNull();
    expect(
      circle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
  });

  it('has no arrow that runs back up', () => {
    const up = [...imports()].flatMap(([file, targets]) =>
      targets
        .filter((target) => folder(target) !== folder(file))
        .filter((target) => LEVELS.indexOf(folder(target)) >= LEVELS.indexOf(folder(file)))
        .map((target) => `${file} -> ${target}`),
    );
    expect(up).toEqual([]);
  });

  it('ships no test data', () => {
    const outside = [...imports()].filter(([, targets]) =>
      targets.some((target) => target.startsWith('..') || target.startsWith('test/')),
    );
    expect(outside).toEqual([]);
  });
});
