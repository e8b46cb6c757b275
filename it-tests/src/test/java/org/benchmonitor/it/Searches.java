package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Searches for operations in a host, and what they find. */
final class Searches {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Searches() {}

  /** Begins a search and waits for its end. */
  static JsonNode search(Host host) {
    Api api = host.api();
    assertThat(api.post("/api/suggest", "{\"by\":\"test\"}").statusCode()).isEqualTo(202);
    assertThat(api.post("/api/suggest", "").statusCode()).as("a second one").isEqualTo(409);
    Await.until(
        "the end of the search",
        LONGEST,
        () -> {
          String state = api.get("/api/suggest").get("state").asString();
          return !state.equals("sampling") && !state.equals("trying");
        });
    JsonNode found = api.get("/api/suggest");
    assertThat(found.get("state").asString()).as(found.toString()).isEqualTo("done");
    return found;
  }

  /** What the JDK's own tool prints of all threads. */
  static String stacks(Jdk jdk, Host host) {
    try {
      String jcmd = jdk.java().resolveSibling("jcmd").toString();
      Programs.run(host.directory(), jcmd, Long.toString(host.pid()), "Thread.print");
      return Files.readString(host.directory().resolve("command"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static List<String> patterns(JsonNode found) {
    List<String> patterns = new ArrayList<>();
    found.get("suggestions").forEach(one -> patterns.add(one.get("pattern").asString()));
    return patterns;
  }

  static List<String> firstThree(JsonNode found) {
    List<String> patterns = patterns(found);
    return patterns.subList(0, Math.min(3, patterns.size()));
  }

  static JsonNode of(JsonNode found, String pattern) {
    for (JsonNode one : found.get("suggestions")) {
      if (one.get("pattern").asString().equals(pattern)) {
        return one;
      }
    }
    throw new AssertionError(pattern + " is not in " + found);
  }
}
