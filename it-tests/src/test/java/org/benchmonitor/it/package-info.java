/** Tests of the real jar in forked JVMs, on every JDK that the agent supports. */
package org.benchmonitor.it;
