package org.benchmonitor.bootstrap;

import java.util.Set;

/**
 * How an instrumented method uses its callback, read from its class file. Immutable.
 *
 * @param argument the index of the callback among the arguments, from 0
 * @param completing the callback's method that ends the operation, as the user says, or null
 * @param casts the binary names of all types that the class casts to or tests for
 * @param identity what in the class would notice a stand-in, or null
 * @param doubt what in the class may notice one, as far as can be told, or null
 */
public record CallbackUse(
    int argument, String completing, Set<String> casts, String identity, String doubt) {}
