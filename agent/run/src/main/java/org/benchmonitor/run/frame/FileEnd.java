package org.benchmonitor.run.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.benchmonitor.run.model.RunHeader;
import org.benchmonitor.run.model.RunState;
import org.jspecify.annotations.Nullable;

/**
 * The last frames of a file, found from its end; one thread, once.
 *
 * <p>Frames lead forward only. A place from which whole frames with right sums lead to the very end
 * of the file is the beginning of a frame.
 */
final class FileEnd {
  private static final int FIRST_BYTES = 1 << 14;
  private static final int MOST_HEADER_BYTES = 1 << 22;
  private static final int LAST_BYTES = 1 << 16;

  private final ByteBuffer last;
  private final FrameSum sum = new FrameSum();
  private @Nullable FrameInput footer;
  private @Nullable RunState run;
  private @Nullable Map<String, String> tags;

  private FileEnd(ByteBuffer last) {
    this.last = last;
  }

  static Optional<RunSummary> read(SeekableByteChannel file) throws IOException {
    long size = file.size();
    RunHeader header = header(file, size);
    int length = (int) Math.min(LAST_BYTES, size);
    FileEnd end = new FileEnd(Marking.bytes(file, size - length, length));
    return end.look() ? end.summary(header) : Optional.empty();
  }

  private static RunHeader header(SeekableByteChannel file, long size) throws IOException {
    ByteBuffer first = Marking.bytes(file, 0, Math.min(FIRST_BYTES, size));
    int length = first.remaining() < FrameBuffer.HEAD ? 0 : first.getInt(0);
    long whole = (long) FrameBuffer.HEAD + length + FrameBuffer.SUM;
    if (length >= 0 && whole > first.remaining() && whole <= Math.min(MOST_HEADER_BYTES, size)) {
      first = Marking.bytes(file, 0, whole);
    }
    return FrameReader.header(new FrameScanner(first));
  }

  /** Whether there is a footer, and before it the state of the run. */
  private boolean look() throws BadFrame {
    int size = last.remaining();
    boolean[] begins = new boolean[size + 1];
    begins[size] = true;
    for (int at = size - FrameBuffer.HEAD - FrameBuffer.SUM; at >= 0; at--) {
      int length = last.getInt(at);
      long end = (long) at + FrameBuffer.HEAD + length + FrameBuffer.SUM;
      if (length >= 0
          && end <= size
          && begins[(int) end]
          && sum.isRight(last, at, (int) end - FrameBuffer.SUM)) {
        begins[at] = true;
        if (isLast(last.get(at + FrameBuffer.HEAD - 1), payload(at, length))) {
          return footer != null && run != null;
        }
      }
    }
    return false;
  }

  private FrameInput payload(int at, int length) {
    return new FrameInput(last.slice(at + FrameBuffer.HEAD, length));
  }

  /** Takes the frames from the last one on; whether those before need not be looked at. */
  private boolean isLast(int type, FrameInput in) throws BadFrame {
    switch (type) {
      case FrameType.TAGS -> tags = tags == null ? Marking.readTags(in) : tags;
      case FrameType.FOOTER -> footer = in;
      case FrameType.RUN -> run = RunFrames.readRun(in);
      default -> {
        // Of another kind, or of a later version.
      }
    }
    return type == FrameType.RUN;
  }

  private Optional<RunSummary> summary(RunHeader header) throws BadFrame {
    Footer told = Footer.read(Objects.requireNonNull(footer));
    if (!told.hasLatency()) {
      return Optional.empty();
    }
    RunSummary summary =
        new RunSummary(
            tags == null ? header : header.ofTags(tags),
            Objects.requireNonNull(run),
            told.successes() + told.failures(),
            told.failures(),
            told.p50Nanos(),
            told.p99Nanos(),
            told.maxNanos(),
            Marking.ofEnd(last),
            RecordedRun.Ending.WHOLE);
    return Optional.of(summary);
  }
}
