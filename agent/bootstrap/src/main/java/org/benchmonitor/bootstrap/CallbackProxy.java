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

  private CallbackProxy(Object callback, AsyncOperation operation) {
    this.callback = callback;
    this.operation = operation;
  }

  /** Whether a callback of this declared type can be stood in for without being seen. */
  static boolean canWrap(Class<?> type, Object callback) {
    if (callback == null || !type.isInterface() || type.isSealed()) {
      return false;
    }
    for (Method method : type.getMethods()) {
      // Were a method out of reach, the host's callback would never be called.
      if (!method.trySetAccessible()) {
        return false;
      }
    }
    return true;
  }

  static Object wrap(Class<?> type, Object callback, AsyncOperation operation) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, new CallbackProxy(callback, operation));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // equal to itself, as the callback it stands for is
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() != Object.class) {
      operation.accept(null, firstThrowable(arguments));
    } else if (method.getName().equals("equals") && arguments[0] == proxy) {
      return true;
    }
    try {
      method.trySetAccessible();
      return method.invoke(callback, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
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
