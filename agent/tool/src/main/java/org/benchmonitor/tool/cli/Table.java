package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines; stateless. */
final class Table {
  private Table() {}

  /** Each column as wide as its widest cell. */
  static List<String> aligned(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(width - cell.length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
