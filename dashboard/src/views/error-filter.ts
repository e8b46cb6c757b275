import type { ErrorEvent, Errors } from '../api/types';

/** What of the errors is looked at; empty texts let everything through. */
export interface ErrorFilter {
  type: string;
  operation: string;
  text: string;
}

export const ALL: ErrorFilter = { type: '', operation: '', text: '' };

export type ErrorType = Errors['by_type'][number];

export function matches(error: ErrorEvent, filter: ErrorFilter): boolean {
  if (filter.type !== '' && error.type !== filter.type) return false;
  if (filter.operation !== '' && error.operation !== filter.operation) return false;
  const wanted = filter.text.toLowerCase();
  const texts = [error.type, error.message, error.operation, error.worker_id, error.thread_name];
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted));
}

/** How many errors of a type the operation had; all of them when none is chosen. */
export function countOf(type: ErrorType, operation: string): number {
  if (operation === '') return type.count;
  return Object.hasOwn(type.operations, operation) ? type.operations[operation]! : 0;
}

/** The types that have errors of the operation, with their counts of it. */
export function typesOf(errors: Errors, filter: ErrorFilter): ErrorType[] {
  const wanted = filter.text.toLowerCase();
  const found = errors.by_type
    .map((type) => ({ ...type, count: countOf(type, filter.operation) }))
    .filter((type) => type.count > 0 && (filter.type === '' || type.type === filter.type))
    .filter(
      ({ type, sample_message }) =>
        wanted === '' || `${type} ${sample_message ?? ''}`.toLowerCase().includes(wanted),
    );
  const all = errors.by_type.reduce((sum, type) => sum + countOf(type, filter.operation), 0);
  return found.map((type) => ({ ...type, percentage: (100 * type.count) / all }));
}

/** How many errors there are by type and operation; exact, where the recent ones are a sample. */
export function total(errors: Errors | null, filter: ErrorFilter): number {
  if (errors === null) return 0;
  if (filter.type === '' && filter.operation === '') return errors.total_errors;
  return errors.by_type
    .filter((type) => filter.type === '' || type.type === filter.type)
    .reduce((sum, type) => sum + countOf(type, filter.operation), 0);
}

/** All operations that had an error. */
export function failedOperations(errors: Errors | null): string[] {
  const names = errors?.by_type.flatMap((type) => Object.keys(type.operations)) ?? [];
  return [...new Set(names)].sort();
}

/** What was asked for, and before it what has come since; newest first. */
export function merged(asked: ErrorEvent[] | null, live: ErrorEvent[]): ErrorEvent[] {
  if (asked === null) return live;
  const newest = asked[0]?.timestamp ?? '';
  return [...live.filter((error) => error.timestamp > newest), ...asked];
}
