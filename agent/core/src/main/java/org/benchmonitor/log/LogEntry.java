package org.benchmonitor.log;

import java.time.Instant;
import java.util.Map;

/**
 * One entry of the agent's log.
 *
 * @param message at most {@link AgentLog#LONGEST_MESSAGE} characters; may hold any character
 * @param context strings, JDK numbers and booleans only
 */
public record LogEntry(
    Instant timestamp, Level level, String message, Map<String, Object> context) {}
