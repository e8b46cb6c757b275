package org.benchmonitor.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Loads what the end of a run may need, before the end: a new build may overwrite the jar while the
 * program runs, and what is loaded then does not depend on it.
 *
 * <p>Not the classes that the end was once seen to need, a list that ages, but all of the agent's
 * own but the command line's, and those of the libraries that are in reach of the end. They are
 * some hundreds, so a turn loads a few of them. Only the agent's main thread calls it.
 */
final class Preloading {
  /** The names of all classes that the core's loader has, which the build writes. */
  private static final String INDEX = "index";

  /** Of Jackson the trees alone; what reads them is rehearsed. */
  private static final List<String> WANTED =
      List.of(
          "org.benchmonitor.",
          "org.HdrHistogram.",
          "fi.iki.elonen.",
          "tools.jackson.databind.node.");

  private static final String TOOL = "org.benchmonitor.tool.";
  private static final int MOST_PER_TURN = 80;

  private final CoreJar jar;
  private final AgentLog log;
  private @Nullable Deque<String> left;
  private int loaded;
  private boolean told;

  Preloading(CoreJar jar, AgentLog log) {
    this.jar = jar;
    this.log = log;
  }

  /** Loads the next few, and says what is wrong with the jar. */
  void look() {
    Deque<String> names = left;
    if (names == null) {
      names = names();
      left = names;
    }
    boolean any = !names.isEmpty();
    for (int i = 0; i < MOST_PER_TURN && !names.isEmpty(); i++) {
      load(names.poll());
    }
    if (any && names.isEmpty()) {
      rehearseReading();
      log.debug("the end of the run does not need the jar any more", Map.of("classes", loaded));
    }
    sayFault();
  }

  /** Whether nothing is left to load. */
  boolean isDone() {
    return left != null && left.isEmpty();
  }

  /** Says it once; the loader itself is called by threads of the host, which must not wait. */
  void sayFault() {
    String fault = jar.fault().get();
    if (!told && !fault.isEmpty()) {
      told = true;
      log.toStderr(fault);
      log.error(fault);
    }
  }

  /** A request to detach or to stop has a body; of Jackson's parser it needs some forty classes. */
  private static void rehearseReading() {
    Json.read("{\"a\":[1,1.5,\"b\",true,null,{}]}".getBytes(StandardCharsets.US_ASCII));
  }

  private Deque<String> names() {
    Deque<String> names = new ArrayDeque<>();
    try (InputStream in = Preloading.class.getClassLoader().getResourceAsStream(INDEX)) {
      byte[] index = in == null ? new byte[0] : in.readAllBytes();
      for (String name : new String(index, StandardCharsets.UTF_8).split("\n", -1)) {
        if (isWanted(name)) {
          names.add(name);
        }
      }
    } catch (IOException unreadable) {
      log.warn("the classes for the end of the run could not be listed: " + unreadable);
    }
    return names;
  }

  static boolean isWanted(String name) {
    if (name.startsWith(TOOL)) {
      return false;
    }
    for (String wanted : WANTED) {
      if (name.startsWith(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** Not initialised: some only work in a runtime that has a certain module. */
  private void load(String name) {
    try {
      Class.forName(name, /* initialize= */ false, Preloading.class.getClassLoader());
      loaded++;
    } catch (ClassNotFoundException | LinkageError missing) {
      log.debug("not loaded ahead: " + missing);
    }
  }
}
