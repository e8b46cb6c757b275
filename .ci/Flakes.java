import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Lists the integration tests that passed in their second try only, and fails if there are many.
 *
 * <p>{@code java .ci/Flakes.java MOST DIRECTORY...}: the directories hold Failsafe's reports; one
 * that is not there holds none. A flake is a {@code flakyFailure} or {@code flakyError} in a {@code
 * testcase} of {@code TEST-*.xml}. The summaries count them too: where one counts more than the
 * reports show, the reports are not to be trusted, and that is a failure. Exit codes: 0 at most
 * MOST flakes, 1 more, 2 reports and summaries that do not agree.
 */
final class Flakes {
  private Flakes() {}

  public static void main(String[] args) throws Exception {
    int most = Integer.parseInt(args[0]);
    int found = 0;
    int counted = 0;
    System.out.println("== Integration tests that needed their second try");
    for (String directory : List.of(args).subList(1, args.length)) {
      for (Path file : files(Path.of(directory))) {
        Element root =
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        if (root.getTagName().equals("failsafe-summary")) {
          counted += counted(root);
          continue;
        }
        for (Element test : elements(root, "testcase")) {
          List<Element> tries =
              Stream.of("flakyFailure", "flakyError")
                  .flatMap(kind -> elements(test, kind).stream())
                  .toList();
          if (!tries.isEmpty()) {
            found++;
            System.out.println(line(test, tries.get(0)));
          }
        }
      }
    }
    if (counted > found) {
      System.out.printf(
          Locale.ROOT, "the summaries count %d, the reports show %d%n", counted, found);
      System.exit(2);
    }
    System.out.println(found == 0 ? "none" : found + " in all, " + most + " are allowed");
    System.exit(found > most ? 1 : 0);
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("TEST-.*[.]xml|failsafe-summary[.]xml"))
          .sorted()
          .toList();
    }
  }

  private static int counted(Element summary) {
    List<Element> flakes = elements(summary, "flakes");
    return flakes.isEmpty() ? 0 : Integer.parseInt(flakes.get(0).getTextContent().strip());
  }

  private static List<Element> elements(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** The test, and the first line of what its first try said. */
  private static String line(Element test, Element failure) {
    String said = failure.getAttribute("message");
    if (said.isBlank()) {
      said = failure.getTextContent();
    }
    String first = said.strip().lines().findFirst().orElse(failure.getAttribute("type"));
    return "  %s.%s: %s"
        .formatted(test.getAttribute("classname"), test.getAttribute("name"), first);
  }
}
