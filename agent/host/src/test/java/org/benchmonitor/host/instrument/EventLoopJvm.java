package org.benchmonitor.host.instrument;

import java.lang.reflect.Constructor;
import java.util.List;
import org.benchmonitor.setup.config.OperationArguments;
import org.benchmonitor.setup.config.OperationSpec;

/** A JVM with an event loop of the targets' that is instrumented. */
abstract class EventLoopJvm extends InstrumentedJvm {
  /** What {@code ~} stands for in {@link #watch}. */
  static final String LOOP = Targets.PACKAGE + "EventLoop#";

  final Targets targets = new Targets();
  private Object loop;

  /** With {@code ~} for the class and its {@code #}. */
  final void watch(String operation) {
    instrument(
        OperationArguments.parse(operation.replace("~", LOOP)).toArray(OperationSpec[]::new));
    loop = targets.make("EventLoop");
  }

  final Object call(String method, Object... arguments) throws Throwable {
    return Targets.call(loop, method, arguments);
  }

  final Object make(String type, Object argument) throws Throwable {
    Constructor<?> constructor = targets.type("EventLoop$" + type).getConstructors()[0];
    return constructor.newInstance(argument);
  }

  final List<String> notes() {
    return report(0).methods().get(0).notes();
  }
}
