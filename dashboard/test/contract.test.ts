import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import answers from '../../agent/run/src/test/resources/report/answers.json?raw';
import { sources } from './sources';
import { TEXTS } from './golden';
import { Shapes, fieldsOf } from './shape';

const TYPES = 'src/api/types.ts';

interface Answer {
  path: string;
  query: { op?: string };
  answer: { range: { from: string | null } | null };
}

let program: ts.Program;
let checker: ts.TypeChecker;
/** The type that each golden file is read by. */
let types: Map<string, ts.Type>;

beforeAll(() => {
  program = ts.createProgram(['test/golden.ts'], {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    noEmit: true,
  });
  checker = program.getTypeChecker();
  const file = program.getSourceFile('test/golden.ts')!;
  const map = file.statements.find(
    (one): one is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(one) && one.name.text === 'Golden',
  )!;
  const fields = checker.getPropertiesOfType(checker.getTypeAtLocation(map));
  types = new Map(fields.map((field) => [field.name, checker.getTypeOfSymbol(field)]));
}, 60_000);

function compared() {
  const shapes = new Shapes(checker);
  for (const [name, type] of types) shapes.compare(JSON.parse(TEXTS.get(name)!), type, name);
  // Of a run with a rule that corrects latencies, as the other golden files are not.
  for (const { path, query, answer } of JSON.parse(answers).asked as Answer[]) {
    const name =
      path === 'metrics' ? 'metrics-range' : query.op ? 'timeline-operation' : 'timeline';
    // A range without an interval has no bounds, of which the page shows nothing.
    const isEmpty = answer.range?.from === null;
    if (path.startsWith('metrics') && !isEmpty) shapes.compare(answer, types.get(name)!, path);
  }
  return shapes.result;
}

describe('the contract between agent and page', () => {
  it('has a golden file for each document that the page reads', () => {
    expect(types.size).toBeGreaterThan(20);
    expect([...types.keys()].filter((name) => !TEXTS.has(name))).toEqual([]);
  });

  it('is kept by each golden file', () => {
    expect(compared().wrong).toEqual([]);
  });

  it('declares no field that is in no golden file, and none that may be missing', () => {
    const { seen } = compared();
    const fields = fieldsOf(program.getSourceFile(TYPES)!);
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.filter((one) => !seen.has(one)).map((one) => one.getText())).toEqual([]);
    const optional = fields.filter((one) => one.questionToken).map((one) => one.name.getText());
    // A rule of the user brings them; without one they would be a part of each of many points, as
    // thresholds would be of each message.
    const bought = (name: string) => name.startsWith('corrected_') || name === 'alerts';
    expect(optional.filter((name) => !bought(name))).toEqual([]);
  });

  it('holds whatever the page asks for', () => {
    const asked = sources().flatMap(({ text }) =>
      [...text.matchAll(/\b(?:get|ask|post|usePolled|useAnswers?)<(\w{2,})>/g)]
        .map((match) => match[1]!)
        .map((name) => new RegExp(`(\\w+) as ${name}\\b`).exec(text)?.[1] ?? name),
    );
    const known = new Set([...types.values()].map((type) => checker.typeToString(type)));
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('a golden file that no longer has what the page reads', () => {
  const broken = (name: string, change: (text: string) => string) => {
    const shapes = new Shapes(checker);
    shapes.compare(JSON.parse(change(TEXTS.get(name)!)), types.get(name)!, name);
    return shapes.result.wrong;
  };

  it('is found by a renamed field', () => {
    const renamed = broken('status', (text) => text.replace('"suppressed"', '"suppressions"'));
    expect(renamed).toEqual(['status.monitor.suppressed is missing, the page reads it']);
  });

  it('is found by a field of another type', () => {
    const retyped = broken('workers', (text) => text.replace('"rate" : 2.5', '"rate" : "2.5"'));
    expect(retyped).toEqual(['workers.workers[0].rate is "2.5", the page reads number']);
    const renamed = broken('sessions', (text) => text.replace('"completed"', '"done"'));
    expect(renamed).toHaveLength(1);
    expect(renamed[0]).toContain('sessions.sessions[1].status is "done", the page reads');
    const single = broken('metrics-update', (text) => text.replace(/\[ \[ \d+, \d+ \]/, '[ [ 1 ]'));
    expect(single).toEqual(['metrics-update.point.heat[0] has 1 values, the page reads 2']);
  });
});
