package org.benchmonitor.setup.log;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;

/**
 * The agent's own log: the last {@link #MOST_ENTRIES} entries in memory, and single lines on
 * stderr.
 *
 * <p>Any thread. A short lock guards the entries; neither foreign code nor output runs inside it.
 * Only {@link #toStderr} may block, on a slow reader of the host's stderr. Nothing here throws: a
 * failure to log must not disturb the host. The log uses no logging library, because the agent must
 * not initialise the host's.
 */
public final class AgentLog {
  /** The most entries kept; the oldest leave first. */
  public static final int MOST_ENTRIES = 1000;

  /** The longest message in characters; longer ones are cut. */
  public static final int LONGEST_MESSAGE = 2000;

  /** The most bytes kept, however long the messages are. */
  private static final long MOST_BYTES = 1 << 20;

  private static final long ENTRY_BYTES = 100;
  private static final int MOST_KEYS = 1000;
  private static final String PREFIX = "[monitor] ";

  private final LogLevel least;
  private volatile InstantSource clock;
  private final PrintStream stderr;
  private final ArrayDeque<LogEntry> entries = new ArrayDeque<>();
  private long mostBytes = MOST_BYTES;
  private long bytes;
  private long added;
  private final Set<String> keysPrinted = new HashSet<>();

  /** Makes a log that prints to what {@code System.err} is now, whatever the host sets later. */
  public AgentLog(LogLevel least, InstantSource clock) {
    this(least, clock, System.err);
  }

  AgentLog(LogLevel least, InstantSource clock, PrintStream stderr) {
    this.least = least;
    this.clock = clock;
    this.stderr = stderr;
  }

  /** Takes the times of further entries from another clock. */
  public void timeBy(InstantSource other) {
    clock = other;
  }

  public void debug(String message) {
    add(LogLevel.DEBUG, message, Map.of());
  }

  public void debug(String message, Map<String, ?> context) {
    add(LogLevel.DEBUG, message, context);
  }

  public void info(String message) {
    add(LogLevel.INFO, message, Map.of());
  }

  public void info(String message, Map<String, ?> context) {
    add(LogLevel.INFO, message, context);
  }

  public void warn(String message) {
    add(LogLevel.WARN, message, Map.of());
  }

  public void warn(String message, Map<String, ?> context) {
    add(LogLevel.WARN, message, context);
  }

  public void error(String message) {
    add(LogLevel.ERROR, message, Map.of());
  }

  public void error(String message, Map<String, ?> context) {
    add(LogLevel.ERROR, message, context);
  }

  /** Adds an entry, unless its level is below the log's own. */
  public void add(LogLevel level, String message, Map<String, ?> context) {
    if (level.compareTo(least) < 0) {
      return;
    }
    try {
      String cut = Text.cut(String.valueOf(message), LONGEST_MESSAGE);
      keep(new LogEntry(clock.instant(), level, cut, Context.copy(context)));
    } catch (RuntimeException | StackOverflowError unprintable) {
      keep(new LogEntry(clock.instant(), level, "an entry that could not be read", Map.of()));
    }
  }

  private void keep(LogEntry entry) {
    synchronized (entries) {
      if (entries.size() == MOST_ENTRIES) {
        dropOldest();
      }
      entries.addLast(entry);
      added++;
      bytes += bytesOf(entry);
      reduce();
    }
  }

  private void reduce() {
    while (bytes > mostBytes && entries.size() > 1) {
      dropOldest();
    }
  }

  private void dropOldest() {
    bytes -= bytesOf(entries.removeFirst());
  }

  /** Two bytes for each character, because any may be beyond Latin-1. */
  private static long bytesOf(LogEntry entry) {
    return ENTRY_BYTES + 2L * entry.message().length() + ENTRY_BYTES * entry.context().size();
  }

  /** The bytes that the entries hold, about. */
  public long bytes() {
    synchronized (entries) {
      return bytes;
    }
  }

  /** Keeps only so many bytes of entries from now on, the newest. */
  public void limitTo(long most) {
    synchronized (entries) {
      mostBytes = Math.min(MOST_BYTES, most);
      reduce();
    }
  }

  /**
   * Returns the newest entries of a level and above, newest last.
   *
   * @param limit the most entries returned
   */
  public List<LogEntry> entries(LogLevel atLeast, int limit) {
    List<LogEntry> found = new ArrayList<>();
    synchronized (entries) {
      var newestFirst = entries.descendingIterator();
      while (found.size() < limit && newestFirst.hasNext()) {
        LogEntry entry = newestFirst.next();
        if (entry.level().compareTo(atLeast) >= 0) {
          found.add(entry);
        }
      }
    }
    Collections.reverse(found);
    return found;
  }

  /**
   * The entries that were added after so many, without those that are no longer kept.
   *
   * @param before as an earlier {@link Added} told it, or 0
   */
  public Added addedAfter(long before) {
    List<LogEntry> found = new ArrayList<>();
    synchronized (entries) {
      var newestFirst = entries.descendingIterator();
      while (found.size() < added - before && newestFirst.hasNext()) {
        found.add(newestFirst.next());
      }
      Collections.reverse(found);
      return new Added(found, added);
    }
  }

  /**
   * Entries of the log.
   *
   * @param entries in order
   * @param added how many there have been up to the last one of these
   */
  public record Added(List<LogEntry> entries, long added) {}

  /** Prints exactly one line, {@code [monitor] ...}, on stderr. */
  public void toStderr(String line) {
    try {
      String text = Text.oneLine(Text.cut(String.valueOf(line), LONGEST_MESSAGE));
      // One write for text and line end, so that no line of the host comes between them.
      stderr.print(PREFIX.concat(text).concat(System.lineSeparator()));
      stderr.flush();
    } catch (RuntimeException | Error unwritable) {
      keep(new LogEntry(clock.instant(), LogLevel.WARN, "stderr could not be written", Map.of()));
    }
  }

  /** The same, but only the first time for a key, of at most a thousand; tells whether it was. */
  public boolean toStderrOnce(String key, String line) {
    synchronized (keysPrinted) {
      if (keysPrinted.size() == MOST_KEYS || !keysPrinted.add(key)) {
        return false;
      }
    }
    toStderr(line);
    return true;
  }
}
