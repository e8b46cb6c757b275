package org.benchmonitor.tool.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.registry.ProcessIdentity;
import org.benchmonitor.setup.registry.RegistryEntry;

/**
 * What a word of a command names: a run that goes on, or a recorded one.
 *
 * <p>Digits are a process id. Then come a URL, the path of a file, and a record's identifier or its
 * beginning. All else is a part of a main class.
 */
final class Target {
  private static final String TOKEN = "token=";

  private final Optional<RegistryEntry> live;
  private final Optional<Path> file;

  private Target(Optional<RegistryEntry> live, Optional<Path> file) {
    this.live = live;
    this.file = file;
  }

  /**
   * Finds it.
   *
   * @throws Failure if there is nothing of this name, or more than one
   */
  static Target of(String word, Supplier<Records> place, MonitorCommand command) {
    if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return live(command.monitored(word));
    }
    if (word.startsWith("http://") || word.startsWith("https://")) {
      return live(at(word));
    }
    Optional<Path> path = RecordChoice.path(word);
    if (path.isPresent()) {
      return new Target(Optional.empty(), path);
    }
    Records records = place.get();
    List<String> ids = RecordChoice.ids(records, word);
    if (ids.size() > 1) {
      throw RecordChoice.ambiguous(word, ids, command.jvms().named(word));
    }
    if (ids.size() == 1) {
      return new Target(Optional.empty(), Optional.of(records.file(ids.get(0))));
    }
    if (command.jvms().named(word).isEmpty()) {
      throw new Failure(
          ExitCode.NO_SUCH_JVM,
          "no record begins with '" + word + "', and no JVM's main class contains it",
          "runs shows the records, list the JVMs of this user");
    }
    return live(command.monitored(word));
  }

  static Target live(RegistryEntry entry) {
    return new Target(Optional.of(entry), Optional.empty());
  }

  /** The monitor at a URL, whose token may be at its end as it was printed. */
  private static RegistryEntry at(String url) {
    URI whole;
    try {
      whole = URI.create(url);
    } catch (IllegalArgumentException wrong) {
      throw new Failure(ExitCode.WRONG_WORDS, "'" + url + "' is no URL", "");
    }
    String fragment = whole.getFragment() == null ? "" : whole.getFragment();
    String token = fragment.startsWith(TOKEN) ? fragment.substring(TOKEN.length()) : "";
    int end = url.indexOf('#');
    String bare = end < 0 ? url : url.substring(0, end);
    return new RegistryEntry(
        new ProcessIdentity(-1, "", -1, ""),
        bare.endsWith("/") ? bare : bare + "/",
        new Secret(token),
        true,
        "",
        "",
        "");
  }

  /** The monitor of a run that goes on. */
  Optional<RegistryEntry> monitor() {
    return live;
  }

  /** The file of a recorded run. */
  Optional<Path> file() {
    return file;
  }
}
