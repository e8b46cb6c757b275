import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

export interface Column<Row> {
  name: string;
  /** What is shown. */
  cell: (row: Row) => ComponentChildren;
  /** What is sorted by; a column without it cannot be sorted. */
  value?: (row: Row) => number | string;
  text?: boolean;
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
export function Table<Row>(props: {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  id: (row: Row) => string;
  empty: string;
}) {
  const [order, setOrder] = useState<{ name: string; descending: boolean } | null>(null);
  const chosen = props.columns.find((column) => column.name === order?.name);
  const rows = sorted(props.rows, chosen, order?.descending ?? false);
  const sortBy = (column: Column<Row>) =>
    setOrder({
      name: column.name,
      descending: order?.name === column.name ? !order.descending : !column.text,
    });
  const direction = (column: Column<Row>) =>
    order?.name !== column.name ? 'none' : order.descending ? 'descending' : 'ascending';
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th class={column.text ? 'text' : ''} scope="col" aria-sort={direction(column)}>
                {column.value ? (
                  <button type="button" onClick={() => sortBy(column)}>
                    {column.name}
                    <span aria-hidden="true">
                      {order?.name === column.name ? (order.descending ? ' ▾' : ' ▴') : ''}
                    </span>
                  </button>
                ) : (
                  column.name
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={props.id(row)}>
              {props.columns.map((column) => (
                <td class={column.text ? 'text' : ''}>{column.cell(row)}</td>
              ))}
            </tr>
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
