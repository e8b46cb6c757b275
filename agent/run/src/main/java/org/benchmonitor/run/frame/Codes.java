package org.benchmonitor.run.frame;

import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.run.model.Mark;
import org.benchmonitor.run.model.MemoryUse;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.WorkerFigures;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that stand in a file for the values of enumerations, whatever their order in the
 * code; stateless. What a reader does with an unknown one is said where it is read.
 */
final class Codes {
  private Codes() {}

  static int of(RunStatus status) {
    return switch (status) {
      case STARTING -> 0;
      case WARMUP -> 1;
      case RAMPING -> 2;
      case RUNNING -> 3;
      case PAUSED -> 4;
      case COMPLETED -> 5;
      case FAILED -> 6;
      case CANCELLED -> 7;
    };
  }

  /** One of a later version is taken for running: whether it is warm-up is told apart. */
  static RunStatus status(int code) {
    return switch (code) {
      case 0 -> RunStatus.STARTING;
      case 1 -> RunStatus.WARMUP;
      case 2 -> RunStatus.RAMPING;
      case 4 -> RunStatus.PAUSED;
      case 5 -> RunStatus.COMPLETED;
      case 6 -> RunStatus.FAILED;
      case 7 -> RunStatus.CANCELLED;
      default -> RunStatus.RUNNING;
    };
  }

  static int of(Mark.Kind kind) {
    return switch (kind) {
      case GC -> 0;
      case STALL -> 1;
      case PHASE -> 2;
      case INSTRUMENTATION -> 3;
      case CLOCK -> 4;
      case NOTE -> 5;
      case THRESHOLD -> 6;
    };
  }

  static Mark.@Nullable Kind mark(int code) {
    return switch (code) {
      case 0 -> Mark.Kind.GC;
      case 1 -> Mark.Kind.STALL;
      case 2 -> Mark.Kind.PHASE;
      case 3 -> Mark.Kind.INSTRUMENTATION;
      case 4 -> Mark.Kind.CLOCK;
      case 5 -> Mark.Kind.NOTE;
      case 6 -> Mark.Kind.THRESHOLD;
      default -> null;
    };
  }

  static int of(WorkerFigures.State state) {
    return switch (state) {
      case ACTIVE -> 0;
      case IDLE -> 1;
      case ENDED -> 2;
    };
  }

  /** One of a later version is that of a worker that does nothing it knows of. */
  static WorkerFigures.State state(int code) {
    return switch (code) {
      case 0 -> WorkerFigures.State.ACTIVE;
      case 2 -> WorkerFigures.State.ENDED;
      default -> WorkerFigures.State.IDLE;
    };
  }

  static int of(MemoryUse.GivenUp givenUp) {
    return switch (givenUp) {
      case LEASES -> 0;
      case TIMELINE -> 1;
      case RECENT_ERRORS -> 2;
      case WORKERS -> 3;
      case NAMES -> 4;
    };
  }

  static MemoryUse.@Nullable GivenUp givenUp(int code) {
    return switch (code) {
      case 0 -> MemoryUse.GivenUp.LEASES;
      case 1 -> MemoryUse.GivenUp.TIMELINE;
      case 2 -> MemoryUse.GivenUp.RECENT_ERRORS;
      case 3 -> MemoryUse.GivenUp.WORKERS;
      case 4 -> MemoryUse.GivenUp.NAMES;
      default -> null;
    };
  }

  static int of(LogLevel level) {
    return switch (level) {
      case DEBUG -> 0;
      case INFO -> 1;
      case WARN -> 2;
      case ERROR -> 3;
    };
  }

  /** One of a later version is an error. */
  static LogLevel level(int code) {
    return switch (code) {
      case 0 -> LogLevel.DEBUG;
      case 1 -> LogLevel.INFO;
      case 2 -> LogLevel.WARN;
      default -> LogLevel.ERROR;
    };
  }
}
