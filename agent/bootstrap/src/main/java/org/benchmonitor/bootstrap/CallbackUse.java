package org.benchmonitor.bootstrap;

import java.util.Set;

/**
 * What an instrumented method does with its callback, read from its class file.
 *
 * @param completing the method of the callback that ends the operation, or null for any
 * @param casts the binary names of all types that the class casts to or asks for
 * @param identity what in the class would see that the callback is another object, or null
 */
public record CallbackUse(String completing, Set<String> casts, String identity) {}
