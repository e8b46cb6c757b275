package org.benchmonitor.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A type whose objects do nothing before somebody subscribes to them, and how another object of it
 * is made of one, which lets each subscription be an operation.
 *
 * <p>That is done with the operators of the library itself, so that its protocol holds. They are
 * found once for each class of a returned object. Immutable; any thread.
 */
final class LazyType {
  private static final MethodType MAKING = MethodType.methodType(Object.class, Object.class);
  private static final MethodType ADDING =
      MethodType.methodType(Object.class, Object.class, Object.class);

  /** Of a class whose objects cannot be replaced. */
  private static final LazyType NONE = new LazyType(null, null, null);

  /** What is known of a class lives as long as that class. */
  private static final ClassValue<LazyType> KNOWN =
      new ClassValue<>() {
        @Override
        protected LazyType computeValue(Class<?> type) {
          try {
            return find(type);
          } catch (ReflectiveOperationException | RuntimeException | LinkageError notThisOne) {
            return NONE;
          }
        }
      };

  private final MethodHandle defer;
  private final Class<?> supplier;
  private final List<Step> steps;

  private LazyType(MethodHandle defer, Class<?> supplier, List<Step> steps) {
    this.defer = defer;
    this.supplier = supplier;
    this.steps = steps;
  }

  /** One operator: what it is given and when that is called. */
  private static final class Step {
    private final MethodHandle add;
    private final Class<?> function;
    private final LazyEvent event;

    Step(MethodHandle add, Class<?> function, LazyEvent event) {
      this.add = add;
      this.function = function;
      this.event = event;
    }
  }

  static LazyType of(Class<?> type) {
    return KNOWN.get(type);
  }

  boolean canReplace() {
    return defer != null;
  }

  /** An object that asks for the real one anew for each subscription. */
  Object deferred(Subscriptions subscriptions) throws Throwable {
    return (Object)
        defer.invokeExact(
            supplier.isInstance(subscriptions)
                ? (Object) subscriptions
                : Awaitable.standIn(supplier, subscriptions.calling()));
  }

  /** An object that does what the real one does, and tells of it. */
  Object telling(Object real, LazyOperation operation) throws Throwable {
    Object telling = real;
    for (Step step : steps) {
      LazyOperation.Told told = operation.told(step.event);
      Object function =
          step.function.isInstance(told) ? told : Awaitable.standIn(step.function, told.calling());
      telling = (Object) step.add.invokeExact(telling, function);
    }
    return telling;
  }

  private static LazyType find(Class<?> type) throws ReflectiveOperationException {
    Set<Class<?>> all = new LinkedHashSet<>();
    addAll(type, all);
    for (Class<?> one : all) {
      LazyOperators operators = LazyOperators.of(one.getName());
      if (operators != null) {
        return isOnly(type, one, operators) ? bind(one, operators) : NONE;
      }
    }
    return NONE;
  }

  private static void addAll(Class<?> type, Set<Class<?>> all) {
    if (type == null || !all.add(type)) {
      return;
    }
    addAll(type.getSuperclass(), all);
    for (Class<?> above : type.getInterfaces()) {
      addAll(above, all);
    }
  }

  /** Whether nobody can know the objects of a class by another type that has more. */
  private static boolean isOnly(Class<?> type, Class<?> base, LazyOperators operators) {
    for (Class<?> c = type; c != null && c != Object.class && c != base; c = c.getSuperclass()) {
      if (operators.isOwn(c.getName())
          ? LazyOperators.hasMore(c.getSimpleName())
          : Modifier.isPublic(c.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private static LazyType bind(Class<?> base, LazyOperators operators)
      throws ReflectiveOperationException {
    Class<?> supplier = Awaitable.beside(base, operators.supplier());
    List<Step> steps = new ArrayList<>();
    for (LazyOperators.Operator one : operators.all()) {
      Class<?> function = Awaitable.beside(base, operators.function(one.event()));
      steps.add(new Step(method(base, one.name(), function).asType(ADDING), function, one.event()));
    }
    return new LazyType(
        method(base, operators.defer(), supplier).asType(MAKING), supplier, List.copyOf(steps));
  }

  /** A method with one argument, or {@code first.second} for one of what the first returns. */
  private static MethodHandle method(Class<?> type, String name, Class<?> argument)
      throws ReflectiveOperationException {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return handle(type.getMethod(name, argument));
    }
    Method first = type.getMethod(name.substring(0, dot));
    return MethodHandles.collectArguments(
        handle(first.getReturnType().getMethod(name.substring(dot + 1), argument)),
        0,
        handle(first));
  }

  private static MethodHandle handle(Method method) throws IllegalAccessException {
    return MethodHandles.publicLookup().unreflect(method);
  }
}
