import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

export interface Column<Row> {
  name: string;
  /** What is shown. */
  cell: (row: Row) => ComponentChildren;
  /** What is sorted by; a column without it cannot be sorted here. */
  value?: (row: Row) => number | string;
  /** What the server calls the order of this column. */
  sort?: string;
  text?: boolean;
  /** The name of the row; it stays when the others scroll away. */
  head?: boolean;
  title?: string;
}

export interface Order {
  name: string;
  descending: boolean;
}

export interface TableProps<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  id: (row: Row) => string;
  empty: string;
  /** Given when someone else sorts: the order of the rows, and who is told of another. */
  order?: Order | null;
  onOrder?: (order: Order) => void;
  /** What a click on a row does; for the keyboard there must be a button in it. */
  onOpen?: (row: Row) => void;
  mark?: (row: Row) => string;
  busy?: boolean;
}

export function sorted<Row>(
  rows: Row[],
  column: Column<Row> | undefined,
  descending: boolean,
): Row[] {
  const value = column?.value;
  if (!value) return rows;
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const left = value(a);
    const right = value(b);
    return sign * (left < right ? -1 : left > right ? 1 : 0);
  });
}

/** A table that can be sorted by the heads of its columns. */
export function Table<Row>(props: TableProps<Row>) {
  const [own, setOwn] = useState<Order | null>(null);
  const order = props.onOrder ? (props.order ?? null) : own;
  const chosen = props.columns.find((column) => column.name === order?.name);
  const rows = props.onOrder ? props.rows : sorted(props.rows, chosen, order?.descending ?? false);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table aria-busy={props.busy ?? false}>
        <Heads columns={props.columns} order={order} onOrder={props.onOrder ?? setOwn} />
        <tbody>
          {rows.map((row) => (
            <Line key={props.id(row)} row={row} props={props} />
          ))}
          {rows.length === 0 && (
            <tr>
              <td class="empty" colSpan={props.columns.length}>
                {props.empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Heads<Row>(props: {
  columns: Column<Row>[];
  order: Order | null;
  onOrder: (order: Order) => void;
}) {
  const { order } = props;
  const sortBy = (column: Column<Row>) =>
    props.onOrder({
      name: column.name,
      descending: order?.name === column.name ? !order.descending : !column.text,
    });
  return (
    <thead>
      <tr>
        {props.columns.map((column) => {
          const sorts = order?.name === column.name;
          const direction = !sorts ? 'none' : order.descending ? 'descending' : 'ascending';
          return (
            <th class={classes(column)} scope="col" aria-sort={direction} title={column.title}>
              {column.value || column.sort ? (
                <button type="button" onClick={() => sortBy(column)}>
                  {column.name}
                  <span aria-hidden="true">{sorts ? (order.descending ? ' ▾' : ' ▴') : ''}</span>
                </button>
              ) : (
                column.name
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Line<Row>({ row, props }: { row: Row; props: TableProps<Row> }) {
  const { onOpen, mark } = props;
  const name = `${onOpen ? 'opens ' : ''}${mark ? mark(row) : ''}`.trim();
  return (
    <tr class={name} onClick={onOpen && (() => onOpen(row))}>
      {props.columns.map((column) =>
        column.head ? (
          <th class={classes(column)} scope="row">
            {column.cell(row)}
          </th>
        ) : (
          <td class={classes(column)}>{column.cell(row)}</td>
        ),
      )}
    </tr>
  );
}

function classes<Row>(column: Column<Row>): string {
  return `${column.text ? 'text' : ''}${column.head ? ' head' : ''}`.trim();
}
