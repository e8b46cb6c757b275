package org.benchmonitor.bootstrap;

/**
 * Marks a class of the agent's threads or thread groups; a library that the agent uses makes
 * threads itself. Host code that such a thread runs, such as a file system provider or an
 * exception's {@code getMessage}, is no operation of the run. It is neither counted nor held by a
 * pause.
 */
public interface NoWorker {}
