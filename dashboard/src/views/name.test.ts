import { describe, expect, it } from 'vitest';
import { shortened, stamp } from './name';

describe('names', () => {
  it('are shortened by letters, not in the middle of one', () => {
    expect(shortened('abc', 3)).toBe('abc');
    expect(shortened('abcd', 3)).toBe('ab…');
    expect(shortened('😀😀😀', 2)).toBe('😀…');
  });

  it('have times with milliseconds, or a dash', () => {
    expect(stamp('2026-01-18T15:30:57.012Z')).toMatch(/^\d\d:30:57\.012$/);
    expect(stamp('nonsense')).toBe('–');
    expect(stamp(null)).toBe('–');
  });
});
