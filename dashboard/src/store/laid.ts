import { batch } from '@preact/signals';
import { LIST_SEPARATOR, type View } from './view';

/** So many runs are told apart by their colours, and by the eye. */
export const MOST_DRAWN = 5;

/** More a side tell hardly more. */
export const MOST_OF_SIDE = 10;

/** Whether a record can be named in a list: whoever renames one may have put a separator in. */
export const canBeLaid = (id: string) => !id.includes(LIST_SEPARATOR);

export type Side = 'base' | 'new';

export interface LaidRun {
  id: string;
  side: Side;
  /** `Base 1`, `New 2`. */
  label: string;
  /** The number of its colour; null if it is judged and not drawn. */
  color: number | null;
}

/**
 * The recorded runs that are compared, those of the base first. Until one is chosen it is the run
 * that is shown alone. Of many the first ones of both sides are drawn.
 */
export function laid(view: View, shown: string): LaidRun[] {
  const isEmpty = view.base.value.length + view.fresh.value.length === 0;
  const base = (isEmpty ? [shown] : view.base.value).slice(0, MOST_OF_SIDE);
  const fresh = view.fresh.value.slice(0, MOST_OF_SIDE);
  const inTurns = Array.from({ length: MOST_OF_SIDE }, (_, i) => [base[i], fresh[i]]).flat();
  const drawn = new Set(inTurns.filter((id) => id !== undefined).slice(0, MOST_DRAWN));
  const colors = [...base, ...fresh].filter((id) => drawn.has(id));
  const of = (ids: string[], side: Side, label: string) =>
    ids.map((id, i): LaidRun => {
      const color = drawn.has(id) ? colors.indexOf(id) : null;
      return { id, side, label: `${label} ${i + 1}`, color };
    });
  return [...of(base, 'base', 'Base'), ...of(fresh, 'new', 'New')];
}

/** Puts a run on a side, as the last one there; null takes it away. */
export function lay(view: View, shown: string, id: string, side: Side | null): void {
  const others = laid(view, shown).filter((one) => one.id !== id);
  const on = (which: Side) => [
    ...others.filter((one) => one.side === which).map((one) => one.id),
    ...(side === which ? [id] : []),
  ];
  if (side !== null && on(side).length > MOST_OF_SIDE) return;
  batch(() => {
    view.base.value = on('base');
    view.fresh.value = on('new');
    view.comparing.value = 'runs';
  });
}
