package org.benchmonitor.host.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.benchmonitor.host.sample.RunStopper;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Stops the run by a public no-argument method of the runner: a static one, or one of an instance.
 *
 * <p>The instance is the last one made since the agent is there, see {@link RunnerInstances}; or
 * the one that a public static no-argument method of the class hands out.
 */
public final class RunnerMethod implements RunStopper {
  private final Instrumentation instrumentation;
  private final String typeName;
  private final String methodName;
  private final RunnerInstances instances;
  private final AgentLog log;

  /**
   * Makes it; nothing is looked for before it is needed.
   *
   * @param method {@code type#method}
   * @param instances those of the type
   */
  public RunnerMethod(
      Instrumentation instrumentation, String method, RunnerInstances instances, AgentLog log) {
    this.instrumentation = instrumentation;
    this.instances = instances;
    this.typeName = typeOf(method);
    this.methodName = method.substring(method.indexOf('#') + 1);
    this.log = log;
  }

  /** The name of the type in {@code type#method}. */
  public static String typeOf(String method) {
    return method.substring(0, method.indexOf('#'));
  }

  @Override
  public Optional<String> obstacle() {
    try {
      find();
      return Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException missing) {
      return Optional.of(text(missing.getMessage()));
    } catch (LinkageError absentType) {
      // To look for one method, the JDK resolves the types in the signatures of all.
      return Optional.of(text("the methods of the class cannot be read, " + absentType));
    }
  }

  private String text(@Nullable String what) {
    return "stop=" + typeName + "#" + methodName + ": " + what;
  }

  @Override
  @SuppressWarnings("InvalidThrows") // it is the host's
  public void stop() throws Throwable {
    Call call = find();
    Thread.currentThread().setContextClassLoader(call.runner.getClassLoader());
    try {
      Object instance = call.getter == null ? call.instance : call.getter.invoke(null);
      if (instance == null && !Modifier.isStatic(call.method.getModifiers())) {
        throw new IllegalStateException(call.getter + " returned null");
      }
      call.method.invoke(instance);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
    log.info(typeName + "#" + methodName + " has returned");
  }

  /** A method and what it is called on: nothing, an instance, or what the getter returns. */
  private record Call(
      Class<?> runner, Method method, @Nullable Object instance, @Nullable Method getter) {}

  private Call find() throws ReflectiveOperationException {
    Object made = instances.last();
    if (made != null) {
      return new Call(
          made.getClass(), accessible(made.getClass().getMethod(methodName)), made, null);
    }
    for (Class<?> type : LoadedClasses.of(instrumentation)) {
      if (type.getName().equals(typeName)) {
        Method method = accessible(type.getMethod(methodName));
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        return new Call(type, method, null, isStatic ? null : getter(type));
      }
    }
    throw new ClassNotFoundException("no class of this name is loaded");
  }

  private Method getter(Class<?> type) {
    for (Method method : type.getMethods()) {
      if (Modifier.isStatic(method.getModifiers())
          && method.getParameterCount() == 0
          && method.getReturnType() == type) {
        return accessible(method);
      }
    }
    throw new NoSuchElementException(
        "no instance has been made since the agent was loaded, and no public static method returns one");
  }

  private Method accessible(Method method) {
    return HostTypes.accessible(instrumentation, method);
  }
}
