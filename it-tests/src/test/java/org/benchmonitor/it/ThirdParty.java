package org.benchmonitor.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of docs/third-party.md.
 *
 * @param agent libraries that Maven resolves
 * @param inside libraries that are copied into one of these; they have no version of their own here
 * @param page packages in the page's bundle
 */
record ThirdParty(List<Row> agent, List<Row> inside, List<Row> page) {
  static final Path DOCUMENT = Path.of(Host.property("it.third.party")).normalize();

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /**
   * A library.
   *
   * @param version as in its folder's name
   * @param packages names of packages with dots, without the packages below them
   * @param notices paths below META-INF/licenses
   */
  record Row(String library, String version, List<String> packages, List<String> notices) {
    /** The name of the library's folder below META-INF/licenses. */
    String folder() {
      return library + "-" + version;
    }

    private static Row of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
      return new Row(cells.get(0), cells.get(1), quoted(cells.get(5)), quoted(cells.get(6)));
    }

    private static List<String> quoted(String cell) {
      return QUOTED.matcher(cell).results().map(match -> match.group(1)).toList();
    }
  }

  static ThirdParty read() throws IOException {
    List<List<Row>> tables = new ArrayList<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.startsWith("| Library ")) {
        tables.add(new ArrayList<>());
      } else if (line.startsWith("| ")) {
        tables.get(tables.size() - 1).add(Row.of(line));
      }
    }
    return new ThirdParty(tables.get(0), tables.get(1), tables.get(2));
  }

  Stream<Row> rows() {
    return Stream.of(agent, inside, page).flatMap(List::stream);
  }
}
