package org.benchmonitor.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The stand-in for the host's callback: completes the operation, then calls the callback.
 *
 * <p>Any thread. The operation completes before the host's code runs, so that code is not measured
 * and its exceptions go where they always went.
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

  /** The handler of a stand-in, or null if the object is none of ours. */
  static CallbackProxy of(Object object) {
    return object != null
            && Proxy.isProxyClass(object.getClass())
            && Proxy.getInvocationHandler(object) instanceof CallbackProxy ours
        ? ours
        : null;
  }

  /** The host's callback, however many operations wait for it. */
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

  /** Answers as the callback would; a stand-in is equal to its callback. */
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
        // The JDK's proxies can only wrap it, which the host sees, so this must be the only time.
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
