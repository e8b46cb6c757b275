package org.benchmonitor.bootstrap;

/**
 * Marks a class of threads that are the agent's, or of their group: a library that the agent uses
 * makes some itself. What such a thread runs of the host, such as a file system provider that the
 * JDK calls, or an exception's {@code getMessage}, is no operation of the run: it is neither
 * counted nor held by a pause.
 */
public interface NoWorker {}
