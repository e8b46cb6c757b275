import { describe, expect, it } from 'vitest';
import { canBeLaid, laid, lay, MOST_OF_SIDE } from './laid';
import { View } from './view';

const told = (view: View) => laid(view, 'shown').map(({ id, label }) => `${id} ${label}`);

describe('runs that are laid over each other', () => {
  it('begin with the one that is shown, as the base', () => {
    const view = new View();
    expect(told(view)).toEqual(['shown Base 1']);
    lay(view, 'shown', 'b', 'new');
    expect(told(view)).toEqual(['shown Base 1', 'b New 1']);
    expect(view.base.value).toEqual(['shown']);
    expect(view.comparing.value).toBe('runs');
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

  it('are at most ten a side', () => {
    const view = new View();
    for (const id of 'bcdefghijklmn') lay(view, 'shown', id, 'new');
    expect(told(view)).toHaveLength(1 + MOST_OF_SIDE);
    expect(told(view).at(-1)).toBe('k New 10');
    view.fresh.value = [...'bcdefghijklmn'];
    expect(told(view)).toHaveLength(1 + MOST_OF_SIDE);
    lay(view, 'shown', 'b', 'base');
    expect(told(view).slice(0, 2)).toEqual(['shown Base 1', 'b Base 2']);
  });

  it('have names that a list can hold', () => {
    expect(canBeLaid('bench-20260118-153045-4711')).toBe(true);
    expect(canBeLaid('run 1, tuned')).toBe(false);
  });

  it('are drawn as long as they can be told apart, those of both sides in turns', () => {
    const view = new View();
    view.base.value = [...'abcd'];
    view.fresh.value = [...'wxyz'];
    const drawn = () =>
      laid(view, 'shown').flatMap(({ id, color }) => (color === null ? [] : [`${id}${color}`]));
    expect(drawn()).toEqual(['a0', 'b1', 'c2', 'w3', 'x4']);
    view.base.value = ['a'];
    expect(drawn()).toEqual(['a0', 'w1', 'x2', 'y3', 'z4']);
  });
});
