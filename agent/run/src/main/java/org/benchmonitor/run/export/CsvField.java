package org.benchmonitor.run.export;

/**
 * Writes a text as one field of CSV, after RFC 4180; stateless.
 *
 * <p>A text that a spreadsheet would read as a formula gets a leading apostrophe, as OWASP
 * recommends. So does one that begins with an apostrophe, to tell the two apart. A lone surrogate
 * becomes U+FFFD, as in JSON. The page quotes its exports by the same rule.
 */
final class CsvField {
  private static final String BEGINS_A_FORMULA = "=+-@'\t\r\n\uff1d\uff0b\uff0d\uff20";

  private CsvField() {}

  static String of(String text) {
    String whole = Surrogates.repair(text);
    String harmless =
        !whole.isEmpty() && BEGINS_A_FORMULA.indexOf(whole.charAt(0)) >= 0 ? "'" + whole : whole;
    boolean plain = harmless.chars().noneMatch(c -> c < ' ' || c == ',' || c == '"' || c == ';');
    return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
