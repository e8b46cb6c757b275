import { describe, expect, it } from 'vitest';
import { laid, lay, MOST_LAID } from './laid';
import { View } from './view';

const told = (view: View) => laid(view, 'shown').map(({ id, label }) => `${id} ${label}`);

describe('runs that are laid over each other', () => {
  it('begin with the one that is shown, as the base', () => {
    const view = new View();
    expect(told(view)).toEqual(['shown Base 1']);
    lay(view, 'shown', 'b', 'new');
    expect(told(view)).toEqual(['shown Base 1', 'b New 1']);
    expect(view.base.value).toEqual(['shown']);
  });

  it('change sides, and are left out', () => {
    const view = new View();
    lay(view, 'shown', 'b', 'new');
    lay(view, 'shown', 'c', 'new');
    lay(view, 'shown', 'b', 'base');
    expect(told(view)).toEqual(['shown Base 1', 'b Base 2', 'c New 1']);
    lay(view, 'shown', 'shown', null);
    expect(told(view)).toEqual(['b Base 1', 'c New 1']);
  });

  it('are at most as many as can be told apart', () => {
    const view = new View();
    for (const id of 'bcdefgh') lay(view, 'shown', id, 'new');
    expect(told(view)).toHaveLength(MOST_LAID);
    expect(told(view).at(-1)).toBe('e New 4');
    view.fresh.value = [...'bcdefgh'];
    expect(told(view)).toHaveLength(MOST_LAID);
  });
});
