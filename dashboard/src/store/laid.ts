import { batch } from '@preact/signals';
import type { View } from './view';

/** So many runs are told apart by their colours, and by the eye. */
export const MOST_LAID = 5;

export type Side = 'base' | 'new';

export interface LaidRun {
  id: string;
  side: Side;
  /** `Base 1`, `New 2`. */
  label: string;
}

/**
 * The recorded runs that are laid over each other, those of the base first. Until one is chosen it
 * is the run that is shown alone.
 */
export function laid(view: View, shown: string): LaidRun[] {
  const isEmpty = view.base.value.length + view.fresh.value.length === 0;
  const of = (ids: string[], side: Side, label: string) =>
    ids.map((id, i): LaidRun => ({ id, side, label: `${label} ${i + 1}` }));
  const base = isEmpty ? [shown] : view.base.value;
  return [...of(base, 'base', 'Base'), ...of(view.fresh.value, 'new', 'New')].slice(0, MOST_LAID);
}

/** Puts a run on a side, as the last one there; null takes it away. */
export function lay(view: View, shown: string, id: string, side: Side | null): void {
  const all = laid(view, shown).filter((one) => one.id !== id);
  if (side !== null && all.length >= MOST_LAID) return;
  const on = (which: Side) => [
    ...all.filter((one) => one.side === which).map((one) => one.id),
    ...(side === which ? [id] : []),
  ];
  batch(() => {
    view.base.value = on('base');
    view.fresh.value = on('new');
  });
}
