package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/**
 * One {@code op} with its rules, each as it was written; {@code setup.pattern} parses them.
 *
 * @param pattern {@code [name=]type#method[(types)]} or {@code [name=]@annotation}
 * @param ok what a returned value must be to be a success
 * @param error where the error's type comes from
 * @param async how completion is found: {@code auto}, {@code off} or {@code callback:n}, {@code
 *     callback:n.method}
 */
public record OperationSpec(
    String pattern, @Nullable String ok, @Nullable String error, @Nullable String async) {}
