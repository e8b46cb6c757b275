package org.benchmonitor.bootstrap;

import java.util.Set;

/**
 * What an instrumented method does with its callback, read from its class file.
 *
 * @param argument which of its arguments that is, from 0
 * @param completing the method of the callback that the user says ends the operation, or null
 * @param casts the binary names of all types that the class casts to or asks for
 * @param identity what in the class would see that the callback is another object, or null
 * @param doubt what in the class may see it, as far as can be told, or null
 */
public record CallbackUse(
    int argument, String completing, Set<String> casts, String identity, String doubt) {}
