/** A file of the page that ships, with its path below `src`. */
export interface Source {
  path: string;
  text: string;
}

const FILES = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** All of the page's own code but the tests beside it. */
export function sources(): Source[] {
  return Object.entries(FILES)
    .map(([path, text]) => ({ path: path.replace('../src/', ''), text }))
    .filter(({ path }) => !/\.test\.tsx?$/.test(path));
}
