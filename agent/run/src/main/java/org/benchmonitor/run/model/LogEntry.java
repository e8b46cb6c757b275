package org.benchmonitor.run.model;

import java.time.Instant;
import java.util.Map;

/**
 * One entry of the agent's log.
 *
 * @param message bounded in length by the log; may hold any character
 * @param context strings, JDK numbers and booleans only
 */
public record LogEntry(
    Instant timestamp, LogLevel level, String message, Map<String, Object> context) {}
