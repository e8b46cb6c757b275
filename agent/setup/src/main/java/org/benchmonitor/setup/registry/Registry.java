package org.benchmonitor.setup.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.benchmonitor.run.model.OtherJvm;

/**
 * The monitored JVMs of this user: one file for each, {@code <pid>.json}, in a directory that only
 * the user can read.
 *
 * <p>Any thread and any number of processes: an entry is whole or absent, and each is written by
 * its own JVM alone. All methods block on the file system. Any process that finds an entry whose
 * process has ended removes it.
 */
public final class Registry {
  static final String ENTRY = ".json";
  static final String PAGE = ".html";

  private static final int LONGEST_PID = 18;

  /** Whether a process of another machine or of an earlier boot still lives cannot be seen. */
  private static final Duration FOREIGN_KEPT = Duration.ofDays(7);

  private final Supplier<List<Path>> places;
  private final Processes processes;
  private final Supplier<String> scope;

  Registry(Supplier<List<Path>> places, Processes processes, Supplier<String> scope) {
    this.places = places;
    this.processes = processes;
    this.scope = scope;
  }

  /**
   * The registry of this user; touches no file yet.
   *
   * @param given another directory than the usual one
   */
  public static Registry of(Optional<Path> given) {
    return new Registry(
        () -> RegistryLocations.of(given, System.getenv(), System.getProperty("user.home", "")),
        Processes.SYSTEM,
        Processes::scope);
  }

  /**
   * Notes a JVM in the first place that can be used.
   *
   * @throws IOException if there is none, saying why
   */
  public void write(RegistryEntry entry) throws IOException {
    writeFile(entry.pid() + ENTRY, EntryCodec.write(entry));
  }

  /** Writes a file that only the user can read and that goes with the entry of its name. */
  Path writeFile(String name, byte[] bytes) throws IOException {
    IOException first = null;
    for (Path place : places.get()) {
      try {
        return PrivateDirectory.create(place).write(name, bytes);
      } catch (IOException | RuntimeException unusable) {
        if (first == null) {
          first = new IOException(unusable.toString(), unusable);
        }
      }
    }
    throw first == null ? new IOException("there is no home directory") : first;
  }

  /** Takes a JVM out. */
  public void remove(long pid) {
    for (PrivateDirectory directory : usable()) {
      remove(directory, pid);
    }
  }

  private List<PrivateDirectory> usable() {
    List<PrivateDirectory> usable = new ArrayList<>();
    for (Path place : places.get()) {
      PrivateDirectory.openIfUsable(place).ifPresent(usable::add);
    }
    return usable;
  }

  private static void remove(PrivateDirectory directory, long pid) {
    directory.delete(pid + PAGE);
    directory.delete(pid + ENTRY);
  }

  public Optional<RegistryEntry> find(long pid) {
    return list().stream().filter(entry -> entry.pid() == pid).findFirst();
  }

  /** The monitored JVMs that live, by process id; what cannot be read is left out. */
  public List<RegistryEntry> list() {
    Map<Long, RegistryEntry> found = new TreeMap<>();
    for (PrivateDirectory directory : usable()) {
      for (long pid : pids(directory)) {
        live(directory, pid).ifPresent(entry -> found.putIfAbsent(pid, entry));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Long> pids(PrivateDirectory directory) {
    List<Long> pids = new ArrayList<>();
    for (String name : directory.names(ENTRY)) {
      String number = name.substring(0, name.length() - ENTRY.length());
      boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
      if (digits && !number.isEmpty() && number.length() <= LONGEST_PID) {
        pids.add(Long.parseLong(number));
      }
    }
    return pids;
  }

  private Optional<RegistryEntry> live(PrivateDirectory directory, long pid) {
    Optional<RegistryEntry> entry = read(directory, pid);
    if (entry.isPresent() && !entry.get().process().scope().equals(scope.get())) {
      removeIfOld(directory, pid);
      return Optional.empty();
    }
    Optional<ProcessIdentity> process = processes.identity(pid);
    boolean stale =
        process.isEmpty() || (entry.isPresent() && !process.get().isSameAs(entry.get().process()));
    if (stale) {
      remove(directory, pid);
      return Optional.empty();
    }
    return entry;
  }

  private static Optional<RegistryEntry> read(PrivateDirectory directory, long pid) {
    try {
      return EntryCodec.read(directory.read(pid + ENTRY)).filter(entry -> entry.pid() == pid);
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static void removeIfOld(PrivateDirectory directory, long pid) {
    if (directory.written(pid + ENTRY).isBefore(Instant.now().minus(FOREIGN_KEPT))) {
      remove(directory, pid);
    }
  }

  /** All but one of the monitored JVMs, without their secrets. */
  public List<OtherJvm> others(long ownPid) {
    return list().stream()
        .filter(entry -> entry.pid() != ownPid)
        .map(entry -> new OtherJvm(entry.pid(), entry.url(), entry.mainClass()))
        .toList();
  }
}
