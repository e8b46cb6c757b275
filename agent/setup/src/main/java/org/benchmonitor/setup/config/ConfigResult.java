package org.benchmonitor.setup.config;

import java.util.List;

/** A configuration, which is always usable, and the problems of its sources. */
public record ConfigResult(AgentConfig config, List<Problem> problems) {}
