package org.benchmonitor.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * How the objects of a class that are no completion stages tell of their completion, if they do.
 *
 * <p>The types are those of libraries, of which the agent knows names and shapes only. What is
 * called is found once for each class, through the class's own loader, and nothing is initialised.
 * Immutable; any thread.
 */
abstract class Awaitable {
  private static final Awaitable NONE = new None(false);
  private static final Awaitable LATER = new None(true);

  /** What is known of a class lives as long as that class. */
  private static final ClassValue<Awaitable> KNOWN =
      new ClassValue<>() {
        @Override
        protected Awaitable computeValue(Class<?> type) {
          Set<Class<?>> all = new LinkedHashSet<>();
          Awaitable found = find(type, all);
          if (found != null) {
            return found;
          }
          for (Class<?> one : all) {
            if (LaterTypes.has(one.getName())) {
              return LATER;
            }
          }
          return NONE;
        }
      };

  static Awaitable of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** Whether the objects tell of their completion. */
  boolean isAwaited() {
    return true;
  }

  /** Whether they stand for what ends later, and do not tell of it. */
  boolean isOnlyLater() {
    return false;
  }

  /** Completes an operation with an object, which may have completed already. Never blocks. */
  abstract void listen(Object later, AsyncOperation operation) throws Throwable;

  /** Each type once: where interfaces meet again there are more ways up than can be gone. */
  private static Awaitable find(Class<?> type, Set<Class<?>> seen) {
    if (!seen.add(type)) {
      return null;
    }
    Awaitable found = ofType(type);
    for (Class<?> above : type.getInterfaces()) {
      if (found == null) {
        found = find(above, seen);
      }
    }
    Class<?> parent = type.getSuperclass();
    return found == null && parent != null ? find(parent, seen) : found;
  }

  private static Awaitable ofType(Class<?> type) {
    try {
      return switch (type.getName()) {
        case LaterTypes.SCALA -> ScalaFuture.bind(type);
        case LaterTypes.VERTX -> VertxFuture.bind(type);
        case LaterTypes.TWITTER -> TwitterFuture.bind(type);
        default -> LaterTypes.isNettys(type.getName()) ? NettyFuture.bind(type) : byShape(type);
      };
    } catch (ReflectiveOperationException | RuntimeException | LinkageError notThisOne) {
      return null;
    }
  }

  private static Awaitable byShape(Class<?> type) throws ReflectiveOperationException {
    return Future.class.isAssignableFrom(type) ? Listenable.bind(type) : null;
  }

  /** The class of a library by the loader of another one of it. */
  static Class<?> beside(Class<?> type, String name) throws ClassNotFoundException {
    return Class.forName(name, false, type.getClassLoader());
  }

  /** An object of a library's interface. */
  static Object standIn(Class<?> type, Answering answering) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answering);
  }

  /** The methods of a stand-in that only a library calls. */
  abstract static class Answering implements InvocationHandler {
    /** The answer of the interface itself. */
    static final Object DEFAULT = new Object();

    @Override
    @SuppressWarnings("ReferenceEquality") // what equals stands for, and one object
    public final Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return switch (method.getName()) {
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> "Bench Monitor";
        };
      }
      Object answer = answer(method.getName(), arguments);
      return answer == DEFAULT ? InvocationHandler.invokeDefault(proxy, method, arguments) : answer;
    }

    /** What a call answers, or {@link #DEFAULT}; throws nothing. */
    abstract Object answer(String method, Object[] arguments);
  }

  /** Those that tell nothing. */
  private static final class None extends Awaitable {
    private final boolean later;

    None(boolean later) {
      this.later = later;
    }

    @Override
    boolean isOnlyLater() {
      return later;
    }

    @Override
    boolean isAwaited() {
      return false;
    }

    @Override
    void listen(Object later, AsyncOperation operation) {
      throw new IllegalArgumentException("not to be awaited");
    }
  }
}
