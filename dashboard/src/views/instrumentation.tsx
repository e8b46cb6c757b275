import type { Live } from '../api/live';
import type { Instrumentation, Status } from '../api/types';
import { count } from '../format';
import type { Run } from '../store/run';
import type { View } from '../store/view';
import type { Method, Pattern } from './documents';
import { Name } from './name';
import { isServed, usePolled } from './polled';
import { Table, type Column } from './table';

type Failure = Pattern['failed'][number];

const METHODS: Column<Method>[] = [
  {
    name: 'Class',
    text: true,
    head: true,
    cell: (row) => <Name text={row.class} />,
    value: (row) => row.class,
  },
  { name: 'Method', text: true, cell: (row) => <Name text={row.method} /> },
  {
    name: 'Bytecode before',
    cell: (row) => size(row.bytecode_before),
    value: (row) => row.bytecode_before ?? -1,
    title: 'Bytes of the method as the program has it',
  },
  {
    name: 'after',
    cell: (row) => size(row.bytecode_after),
    value: (row) => row.bytecode_after ?? -1,
    title: 'Bytes with what was put into it; HotSpot inlines hot methods of up to 325',
  },
  {
    name: 'Went wrong',
    text: true,
    cell: (row) => <Troubles method={row} />,
  },
];

const FAILURES: Column<Failure>[] = [
  { name: 'Class', text: true, head: true, cell: (row) => <Name text={row.class} /> },
  {
    name: 'Method',
    text: true,
    cell: (row) => (row.method === null ? 'all' : <Name text={row.method} />),
  },
  { name: 'Why', text: true, cell: (row) => <bdi class="long">{row.reason}</bdi> },
];

function size(value: number | undefined): string {
  return value === undefined ? '–' : `${count(value)} B`;
}

function Troubles({ method }: { method: Method }) {
  const said = [
    [method.suppressed, 'not recorded'],
    [method.without_callback, 'without a callback'],
    [method.rule_failures, 'failures of its rules'],
  ] as const;
  const some = said.filter(([number]) => (number ?? 0) > 0);
  if (some.length === 0) return <>–</>;
  return (
    <span class="bad">{some.map(([number, what]) => `${count(number)} ${what}`).join(', ')}</span>
  );
}

/** Which patterns there are, what they have found, and what not and why. */
export function InstrumentationTab({ run }: { run: Run; live: Live; view: View }) {
  const answer = usePolled<Instrumentation>('instrumentation', {}, isServed(run));
  const document = answer.value ?? run.instrumentation.value;
  if (document === null) return <p class="loading">Waiting for the monitor…</p>;
  return (
    <>
      {document.patterns.length === 0 && <p class="loading">{NO_PATTERN}</p>}
      {document.patterns.map((pattern) => (
        <PatternView key={pattern.pattern} pattern={pattern} />
      ))}
    </>
  );
}

function PatternView({ pattern }: { pattern: Pattern }) {
  const methods = pattern.methods as Method[];
  return (
    <section class="wide">
      <h2>
        <Name text={pattern.operation} />{' '}
        <code>
          <Name text={pattern.pattern} />
        </code>
      </h2>
      {pattern.matched ? (
        <>
          <p class="note">
            <span class="good">
              <span aria-hidden="true">✓</span> {methodsText(methods.length)}
            </span>
          </p>
          <Table
            label={`Methods of ${pattern.pattern}`}
            columns={METHODS}
            rows={methods}
            id={(row) => `${row.class}#${row.method}`}
            empty="None"
          />
        </>
      ) : (
        <p class="note">
          <span class="bad">
            <span aria-hidden="true">✗</span> Has matched nothing yet
          </span>
          <Near names={pattern.near_names} />
        </p>
      )}
      {pattern.failed.length > 0 && (
        <>
          <h3>Left out</h3>
          <Table
            label={`Left out of ${pattern.pattern}`}
            columns={FAILURES}
            rows={pattern.failed}
            id={(row) => `${row.class}#${row.method}`}
            empty=""
          />
        </>
      )}
    </section>
  );
}

function methodsText(number: number): string {
  return `${count(number)} ${number === 1 ? 'method' : 'methods'}`;
}

function Near({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      ; near it are:{' '}
      {names.map((name, i) => (
        <>
          {i > 0 && ', '}
          <code>
            <Name text={name} />
          </code>
        </>
      ))}
    </>
  );
}

const NO_PATTERN = 'No operation is named: start the agent with op=package.Type#method';

/** Whether to alarm: an operation was called, or the agent has waited long enough to say so. */
export function isOverdue(status: Status): boolean {
  return (
    status.status !== 'starting' ||
    status.warnings.some((warning) => warning.includes('matched nothing'))
  );
}

/** First on the page while no pattern has matched anything: without one there is nothing to see. */
export function NothingMatched({ run }: { run: Run }) {
  const counted = (run.metrics.value?.total.operations ?? 0) > 0;
  const first = run.instrumentation.value;
  const unmatched = (document: Instrumentation | null) =>
    document !== null && !document.patterns.some((pattern) => pattern.matched);
  // The live messages do not say when a pattern matches later on, so it is asked for.
  const waiting = !counted && unmatched(first);
  const answer = usePolled<Instrumentation>('instrumentation', {}, waiting && isServed(run));
  const document = answer.value ?? first;
  const status = run.status.value;
  if (!waiting || document === null || status === null || !unmatched(document)) return null;
  const overdue = document.patterns.length === 0 || isOverdue(status);
  return (
    <div class={overdue ? 'nothing warning' : 'nothing'} role={overdue ? 'alert' : 'status'}>
      <p>
        <b>
          {document.patterns.length === 0
            ? NO_PATTERN
            : overdue
              ? 'No pattern has matched a method: nothing is measured'
              : 'Waiting for the classes of these patterns to be loaded'}
        </b>
      </p>
      {document.patterns.length > 0 && (
        <ul class="patterns">
          {document.patterns.map((pattern) => (
            <li key={pattern.pattern}>
              <code>
                <Name text={pattern.pattern} />
              </code>
              <Near names={pattern.near_names} />
              {pattern.failed.map((failure) => (
                <span>
                  ; <Name text={failure.method ?? failure.class} />: <bdi>{failure.reason}</bdi>
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
