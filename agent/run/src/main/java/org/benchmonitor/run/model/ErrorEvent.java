package org.benchmonitor.run.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One error that was seen.
 *
 * @param type the full name of its type
 * @param message cut at 512 characters, null if there is none
 */
public record ErrorEvent(
    Instant at,
    String type,
    @Nullable String message,
    String operation,
    String workerId,
    String threadName) {}
