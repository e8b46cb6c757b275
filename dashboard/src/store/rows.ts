import { newColumn, thin, type Column as Cells } from './columns';
import { Family } from './family';
import { COLUMNS, KINDS, OPERATION, type Column, type OperationColumn, type Row } from './point';

const MOST_OPERATIONS = 64;
const MOST_ERROR_TYPES = 24;

/** The points of a timeline, each kind of value in a column of its own. */
export class Rows {
  readonly operations = new Family(OPERATION, MOST_OPERATIONS);
  readonly errorTypes = new Family({ rate: 'mean' }, MOST_ERROR_TYPES, 0);
  private readonly columns = fresh();

  get length(): number {
    return this.cells('time').length;
  }

  cells(name: Column): number[] {
    return this.columns[name].cells;
  }

  push(row: Row): void {
    this.operations.add(this.length, row.operations);
    this.errorTypes.add(this.length, row.types);
    for (const name of COLUMNS) this.cells(name).push(row.cells[name]);
  }

  /** The rows from an index on. */
  from(start: number): Row[] {
    const rows: Row[] = [];
    for (let i = start; i < this.length; i++) {
      const entries = COLUMNS.map((name) => [name, this.cells(name)[i]!]);
      rows.push({
        cells: Object.fromEntries(entries) as Record<Column, number>,
        operations: valuesAt(this.operations, Object.keys(OPERATION) as OperationColumn[], i),
        types: valuesAt(this.errorTypes, ['rate'], i),
      });
    }
    return rows;
  }

  cut(length: number): void {
    for (const column of this.all()) column.cells.length = length;
  }

  /** Merges each `factor` rows from `start` to `end` into one. */
  thin(start: number, end: number, factor: number): void {
    const lengths = this.cells('duration');
    for (const column of this.all()) thin(column, lengths, start, end, factor);
  }

  private all(): Cells[] {
    return [
      ...Object.values(this.columns),
      ...this.operations.columns(),
      ...this.errorTypes.columns(),
    ];
  }
}

function fresh(): Record<Column, Cells> {
  const entries = COLUMNS.map((name) => [name, newColumn(KINDS[name])]);
  return Object.fromEntries(entries) as Record<Column, Cells>;
}

function valuesAt<Kind extends string>(
  family: Family<Kind>,
  kinds: Kind[],
  index: number,
): Map<string, Record<Kind, number>> {
  return new Map(
    family.names.map((name) => {
      const entries = kinds.map((kind) => [kind, family.cells(name, kind)![index]!]);
      return [name, Object.fromEntries(entries) as Record<Kind, number>];
    }),
  );
}
