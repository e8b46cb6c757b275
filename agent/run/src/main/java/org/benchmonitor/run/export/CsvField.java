package org.benchmonitor.run.export;

/**
 * A text as one field of CSV, after RFC 4180.
 *
 * <p>One that a spreadsheet would take for a formula gets a leading apostrophe, as OWASP's page on
 * CSV injection has it; so does one that has one already, to tell them apart. A surrogate that has
 * lost its other half becomes U+FFFD, as in JSON. The page quotes what it exports by the same rule.
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
