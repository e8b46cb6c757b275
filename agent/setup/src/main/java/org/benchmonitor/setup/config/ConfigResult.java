package org.benchmonitor.setup.config;

import java.util.List;

/** A usable configuration in any case, and what was wrong with what was given. */
public record ConfigResult(AgentConfig config, List<Problem> problems) {}
