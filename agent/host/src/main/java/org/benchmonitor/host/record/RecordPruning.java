package org.benchmonitor.host.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.benchmonitor.run.frame.FileHead;
import org.benchmonitor.run.frame.Marking;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.registry.PrivateDirectory;
import org.benchmonitor.setup.registry.ProcessIdentity;
import org.benchmonitor.setup.registry.Processes;
import org.benchmonitor.setup.registry.RecordDirectory;

/**
 * Makes room for one more record: removes the oldest, but none that is kept, tagged by the command
 * or still being written, and nothing that is no record. One thread.
 */
final class RecordPruning {
  private static final String BESIDE = RecordDirectory.ENDING + RecordPlace.BESIDE;

  private final RecordBounds bounds;
  private final Processes processes;
  private final ProcessIdentity self;
  private final AgentLog log;
  private boolean said;

  RecordPruning(RecordBounds bounds, Processes processes, ProcessIdentity self, AgentLog log) {
    this.bounds = bounds;
    this.processes = processes;
    this.self = self;
    this.log = log;
  }

  /** A file that may be a record. */
  private record Candidate(String name, long bytes, Instant written) {}

  /** Removes what must go so that another record may begin and become as large as allowed. */
  void prune(PrivateDirectory directory) {
    for (String name : directory.names(BESIDE)) {
      Optional<FileHead> head = head(directory, name);
      if (head.isPresent() && !isWritten(head.get(), directory.written(name))) {
        directory.delete(name);
      }
    }
    List<Candidate> all = candidates(directory);
    long mostBytes = bounds.mostBytesTogether() - bounds.mostBytes();
    if (isWithin(all, mostBytes)) {
      return;
    }
    all.removeIf(one -> head(directory, one.name).isEmpty());
    for (Candidate oldest : List.copyOf(all)) {
      if (isWithin(all, mostBytes)) {
        return;
      }
      if (mayGo(directory, oldest)) {
        directory.delete(oldest.name);
        all.remove(oldest);
      }
    }
    if (!isWithin(all, mostBytes) && !said) {
      said = true;
      log.info(
          "there are "
              + all.size()
              + " recorded runs that are kept, tagged or still being written, more than"
              + " record_keep and record_total allow");
    }
  }

  private boolean isWithin(List<Candidate> all, long mostBytes) {
    return all.size() < bounds.mostRuns()
        && all.stream().mapToLong(Candidate::bytes).sum() <= mostBytes;
  }

  /** The oldest first, by when they were last written to. */
  private static List<Candidate> candidates(PrivateDirectory directory) {
    List<Candidate> all = new ArrayList<>();
    for (String name : directory.names(RecordDirectory.ENDING)) {
      all.add(new Candidate(name, directory.size(name), directory.written(name)));
    }
    all.sort(Comparator.comparing(Candidate::written).thenComparing(Candidate::name));
    return all;
  }

  private boolean mayGo(PrivateDirectory directory, Candidate one) {
    try (SeekableByteChannel file = directory.open(one.name)) {
      return !Marking.of(file).isHeld()
          && FileHead.of(file).filter(head -> !isWritten(head, one.written)).isPresent();
    } catch (IOException | RuntimeException unreadable) {
      return false;
    }
  }

  /** This process writes one at a time, and is about to begin it. */
  private boolean isWritten(FileHead head, Instant written) {
    boolean isOwn = head.pid() == self.pid() && head.started().equals(self.startAndScope());
    return !isOwn && processes.mayWrite(head.pid(), head.started(), written);
  }

  private static Optional<FileHead> head(PrivateDirectory directory, String name) {
    try (SeekableByteChannel file = directory.open(name)) {
      return FileHead.of(file);
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
