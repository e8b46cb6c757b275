import { describe, expect, it } from 'vitest';
import { rounded } from './documents';

describe('a rounded number', () => {
  it('has seven digits, and half of the last one goes up', () => {
    expect(rounded(1234.5675)).toBe(1234.568);
    expect(rounded(0.00012345674)).toBe(0.0001234567);
    expect(rounded(1.0000005)).toBe(1.000001);
    expect(rounded(9999999.5)).toBe(10000000);
    expect(rounded(-2.71828182)).toBe(-2.718282);
  });

  it('stays what it is with less', () => {
    for (const value of [0, 1, 100, 0.5, 33.33333]) expect(rounded(value)).toBe(value);
  });
});
