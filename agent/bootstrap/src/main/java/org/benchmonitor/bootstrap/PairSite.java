package org.benchmonitor.bootstrap;

/**
 * How the calls of one site are paired, or hand over what was measured; immutable.
 *
 * @param of the pattern's pairs; null for a method that hands over durations
 * @param key in which form the advice passes the key
 * @param isUpTo whether the call ends all up to its key
 * @param hasOutcome whether a rule tells a failure from a success
 */
public record PairSite(
    PairOperation of, Form key, boolean isUpTo, boolean hasOutcome, CallRules rules) {
  /** How a key comes from the advice. */
  public enum Form {
    /** One whole number. */
    NUMBER,
    /** One object. */
    OBJECT,
    /** One value, from which a path leads to the key. */
    PATH,
    /** An object and a whole number, in this order. */
    OBJECT_AND_NUMBER,
    /** The values that the rules begin with. */
    VALUES
  }

  boolean hasNumberOnly() {
    return key == Form.NUMBER;
  }

  boolean hasPath() {
    return key == Form.PATH;
  }

  boolean hasTwoParts() {
    return key == Form.OBJECT_AND_NUMBER;
  }
}
