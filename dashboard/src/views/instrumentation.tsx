import type { InstrumentedMethod, Instrumentation, Pattern } from '../api/types';
import { count } from '../format';
import type { Run } from '../store/run';
import { Name } from './name';
import { NO_PATTERN, Near } from './nothing-matched';
import { usePolled } from './polled';
import { Presets } from './presets';
import { Suggestions } from './suggestions';
import { Table, type Column } from './table';

type Failure = Pattern['failed'][number];

interface Found {
  operation: string;
  method: InstrumentedMethod;
}

interface Left {
  pattern: string;
  failure: Failure;
}

const PATTERNS: Column<Pattern>[] = [
  {
    name: 'Operation',
    text: true,
    head: true,
    cell: (row) => <Name text={row.operation} />,
    value: (row) => row.operation,
  },
  {
    name: 'Pattern',
    text: true,
    cell: (row) => (
      <code>
        <Name text={row.pattern} />
      </code>
    ),
    value: (row) => row.pattern,
  },
  {
    name: 'Corrected by',
    text: true,
    cell: (row) =>
      row.correction === null ? (
        '–'
      ) : (
        <code>
          <Name text={row.correction} />
        </code>
      ),
    value: (row) => row.correction ?? '',
    title: 'The rule that corrects the latencies for coordinated omission',
  },
  {
    name: 'Matches',
    text: true,
    cell: (row) => <Matches pattern={row} />,
    value: (row) => row.methods.length,
  },
  {
    name: 'Left out',
    cell: (row) => (
      <span class={row.failed.length > 0 ? 'bad' : ''}>{count(row.failed.length)}</span>
    ),
    value: (row) => row.failed.length,
  },
];

const METHODS: Column<Found>[] = [
  {
    name: 'Method',
    text: true,
    head: true,
    cell: (row) => <Name text={row.method.method} />,
    value: (row) => row.method.method,
  },
  {
    name: 'Class',
    text: true,
    cell: (row) => <Name text={row.method.class} />,
    value: (row) => row.method.class,
  },
  {
    name: 'Operation',
    text: true,
    cell: (row) => <Name text={row.operation} />,
    value: (row) => row.operation,
  },
  {
    name: 'Bytecode before',
    cell: (row) => size(row.method.bytecode_before),
    value: (row) => row.method.bytecode_before,
    title: 'Bytes of the method as the program has it',
  },
  {
    name: 'Bytecode after',
    cell: (row) => size(row.method.bytecode_after),
    value: (row) => row.method.bytecode_after,
    title: 'Bytes with what was put into it; HotSpot inlines hot methods of up to 325',
  },
  {
    name: 'Went wrong',
    text: true,
    cell: (row) => <Troubles method={row.method} />,
  },
  {
    name: 'To know',
    text: true,
    cell: (row) => <Notes texts={row.method.notes} />,
    title: 'What the figures of the method leave out, or hold beside its own time',
  },
];

const FAILURES: Column<Left>[] = [
  { name: 'Class', text: true, head: true, cell: (row) => <Name text={row.failure.class} /> },
  {
    name: 'Method',
    text: true,
    cell: (row) => (row.failure.method === null ? 'all' : <Name text={row.failure.method} />),
  },
  { name: 'Why', text: true, cell: (row) => <bdi class="long">{row.failure.reason}</bdi> },
  { name: 'Pattern', text: true, cell: (row) => <Name text={row.pattern} /> },
];

const size = (value: number) => `${count(value)} B`;

function Troubles({ method }: { method: InstrumentedMethod }) {
  const said = [
    [method.suppressed, 'not recorded'],
    [method.lost, 'lost for want of room'],
    [method.without_callback, 'without a callback'],
    [method.stages_beyond, 'beyond the bound of one stage'],
    [method.not_awaited, 'not awaited'],
    [method.rule_failures, 'failures of its rules'],
    [method.without_planned_start, 'without a planned start'],
  ] as const;
  const some = said.filter(([number]) => number > 0);
  if (some.length === 0) return <>–</>;
  return (
    <span class="bad">{some.map(([number, what]) => `${count(number)} ${what}`).join(', ')}</span>
  );
}

function Notes({ texts }: { texts: string[] }) {
  if (texts.length === 0) return <>–</>;
  return <bdi class="long">{texts.join('; ')}</bdi>;
}

/** Which patterns there are, what they have found, and what not and why. */
export function InstrumentationTab({ run }: { run: Run }) {
  const answer = usePolled<Instrumentation>('instrumentation', {}, !run.gone.value);
  const document = answer.value ?? run.instrumentation.value;
  if (document === null) return <p class="loading">Waiting for the monitor…</p>;
  const { patterns } = document;
  const methods = patterns.flatMap((pattern) =>
    pattern.methods.map((method): Found => ({ operation: pattern.operation, method })),
  );
  const left = patterns.flatMap(({ pattern, failed }) =>
    failed.map((failure): Left => ({ pattern, failure })),
  );
  return (
    <>
      <section class="wide">
        <h2>Patterns</h2>
        <Table
          label="Patterns"
          columns={PATTERNS}
          rows={patterns}
          id={(row) => row.pattern}
          empty={NO_PATTERN}
        />
      </section>
      <Presets presets={document.presets} />
      {left.length > 0 && (
        <section class="wide">
          <h2>Left out</h2>
          <Table
            label="Left out"
            columns={FAILURES}
            rows={left}
            id={(row) => `${row.pattern} ${row.failure.class}#${row.failure.method}`}
            empty=""
          />
        </section>
      )}
      <section class="wide">
        <h2>Methods</h2>
        <Table
          label="Methods"
          columns={METHODS}
          rows={methods}
          id={(row) => `${row.operation} ${row.method.class}#${row.method.method}`}
          empty="No method is instrumented yet"
        />
      </section>
      {patterns.some((pattern) => pattern.matched) && <Suggestions run={run} />}
    </>
  );
}

function Matches({ pattern }: { pattern: Pattern }) {
  const number = pattern.methods.length;
  if (pattern.matched) {
    return (
      <span class="good">
        <span aria-hidden="true">✓</span> {count(number)} {number === 1 ? 'method' : 'methods'}
      </span>
    );
  }
  return (
    <span class="long">
      <span class="bad">
        <span aria-hidden="true">✗</span> nothing yet
      </span>
      <Near names={pattern.near_names} />
    </span>
  );
}
