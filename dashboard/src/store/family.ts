import { newColumn, type Column, type Merge } from './columns';

/**
 * Columns by a name that comes from the host: operations, types of errors.
 *
 * Bounded: names that come after the most have no columns of their own.
 */
export class Family<Kind extends string> {
  private readonly members = new Map<string, Record<Kind, Column>>();

  constructor(
    private readonly kinds: Record<Kind, Merge>,
    private readonly most: number,
    /** What a point has that does not tell the name. */
    private readonly absent = NaN,
  ) {}

  get names(): string[] {
    return [...this.members.keys()];
  }

  cells(name: string, kind: Kind): number[] | undefined {
    return this.members.get(name)?.[kind].cells;
  }

  /** Adds the values of the point number `length`; a name that has none gets gaps. */
  add(length: number, values: Map<string, Record<Kind, number>>): void {
    for (const name of values.keys()) {
      if (!this.members.has(name) && this.members.size < this.most) {
        this.members.set(name, this.fresh(length));
      }
    }
    for (const [name, columns] of this.members) {
      const given = values.get(name);
      for (const kind of this.all()) columns[kind].cells.push(given ? given[kind] : this.absent);
    }
  }

  columns(): Column[] {
    return [...this.members.values()].flatMap((columns) => this.all().map((kind) => columns[kind]));
  }

  private fresh(length: number): Record<Kind, Column> {
    const entries = this.all().map((kind) => [
      kind,
      newColumn(this.kinds[kind], length, this.absent),
    ]);
    return Object.fromEntries(entries) as Record<Kind, Column>;
  }

  private all(): Kind[] {
    return Object.keys(this.kinds) as Kind[];
  }
}
