package org.benchmonitor.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Stands before the host's callback: completes the operation, then calls the callback.
 *
 * <p>Any thread. The operation is complete before the host's own code runs, so what that costs is
 * not measured and what it throws goes where it always went.
 */
final class CallbackProxy implements InvocationHandler {
  private final Object callback;
  private final AsyncOperation operation;
  private final CallbackVerdict verdict;

  private CallbackProxy(Object callback, AsyncOperation operation, CallbackVerdict verdict) {
    this.callback = callback;
    this.operation = operation;
    this.verdict = verdict;
  }

  static Object wrap(
      Class<?> type, Object callback, AsyncOperation operation, CallbackVerdict verdict) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        new CallbackProxy(callback, operation, verdict));
  }

  /** The one that stands behind an object, or null if that is no stand-in of ours. */
  static CallbackProxy of(Object object) {
    return object != null
            && Proxy.isProxyClass(object.getClass())
            && Proxy.getInvocationHandler(object) instanceof CallbackProxy ours
        ? ours
        : null;
  }

  /** The host's own callback, whatever number of operations wait for it. */
  Object callback() {
    CallbackProxy inner = of(callback);
    return inner == null ? callback : inner.callback();
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(method, arguments);
    }
    boolean completes = verdict.completing == null || verdict.completing.equals(method.getName());
    if (method.isDefault() && verdict.runsDefaults && !(completes && verdict.isNamed)) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    if (completes) {
      operation.accept(null, firstThrowable(arguments));
    }
    method.trySetAccessible();
    try {
      return method.invoke(callback, arguments);
    } catch (InvocationTargetException e) {
      throw checked(method, e.getCause());
    }
  }

  /** As the callback itself would answer, to which a stand-in for it is equal. */
  private Object ofObject(Method method, Object[] arguments) {
    Object real = callback();
    return switch (method.getName()) {
      case "hashCode" -> real.hashCode();
      case "equals" -> {
        CallbackProxy other = of(arguments[0]);
        yield real.equals(other == null ? arguments[0] : other.callback());
      }
      default -> real.toString();
    };
  }

  private Throwable checked(Method method, Throwable thrown) {
    if (!(thrown instanceof RuntimeException) && !(thrown instanceof Error)) {
      boolean declared = false;
      for (Class<?> one : method.getExceptionTypes()) {
        declared |= one.isInstance(thrown);
      }
      if (!declared) {
        // The JDK's proxies can only wrap it, which the host sees: it shall be the only time.
        verdict.refuseFromNowOn();
      }
    }
    return thrown;
  }

  private static Throwable firstThrowable(Object[] arguments) {
    if (arguments != null) {
      for (Object argument : arguments) {
        if (argument instanceof Throwable thrown) {
          return thrown;
        }
      }
    }
    return null;
  }
}
