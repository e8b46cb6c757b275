package org.benchmonitor.bootstrap;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Decides which callbacks can have a stand-in at one site without anybody noticing.
 *
 * <p>Any thread of the host; takes no lock of its own. Inspects each class of callbacks once, which
 * may load, but not initialise, the types in its interface's signatures through the host's loader.
 * A callback gets a stand-in only if
 *
 * <ol>
 *   <li>its declared type is an interface that a proxy can implement, and no protocol with its own
 *       rules about identity or context (subscribers, continuations);
 *   <li>its class implements nothing else;
 *   <li>the method's class casts to nothing that tells it from a proxy, and compares no callback;
 *   <li>nobody can name its class or one above it and nothing in the method's class may be such a
 *       comparison; or the user has named the method that completes it.
 * </ol>
 */
final class Callbacks {
  private final InstrumentedMethod method;
  private volatile String note;

  // The JDK keeps the verdict with the class. A site has one declared type.
  private final ClassValue<Kept> verdicts =
      new ClassValue<>() {
        @Override
        protected Kept computeValue(Class<?> callback) {
          return new Kept();
        }
      };

  /** The verdict on one class, once known. */
  private static final class Kept {
    private volatile CallbackVerdict verdict;
  }

  Callbacks(InstrumentedMethod method) {
    this.method = method;
    if (method != null && method.callback() != null) {
      WarmUp.callbacks();
    }
  }

  /** Why the most recently refused class was refused, or null. */
  String note() {
    return note;
  }

  /** The verdict on a callback that is passed as an argument of the declared type. */
  CallbackVerdict of(Class<?> type, Object callback) {
    CallbackProxy ours = CallbackProxy.of(callback);
    // A stand-in for another operation is judged by its callback.
    Class<?> real = (ours == null ? callback : ours.callback()).getClass();
    Kept kept = verdicts.get(real);
    CallbackVerdict verdict = kept.verdict;
    if (verdict == null) {
      verdict = judge(type, real);
      kept.verdict = verdict;
    }
    if (!verdict.isYes() && verdict.isNews()) {
      // Only once, or all workers would write to one place.
      note = verdict.reason();
    }
    return verdict;
  }

  private CallbackVerdict judge(Class<?> type, Class<?> callback) {
    try {
      String refusal = refusal(type, callback);
      CallbackUse use = method == null ? null : method.callback();
      return refusal == null
          ? CompletingCall.verdict(type, callback, use == null ? null : use.completing())
          : CallbackVerdict.no(callback, refusal);
    } catch (Throwable failure) {
      // Such as a missing class or a security manager.
      return CallbackVerdict.no(
          callback, "it cannot be looked at: " + failure.getClass().getName());
    }
  }

  private String refusal(Class<?> type, Class<?> callback) {
    if (!type.isInterface() || type.isSealed() || type.isHidden()) {
      return "its declared type can have no other implementation";
    }
    String protocol = CallbackClass.protocol(type);
    if (protocol != null) {
      return "a " + protocol + " is more than a callback";
    }
    Class<?> other = CallbackClass.otherInterface(callback, type);
    if (other != null) {
      return "it is a " + other.getName() + " as well";
    }
    for (Method one : type.getMethods()) {
      // If a method were out of reach, the host's callback would never be called.
      if (!one.trySetAccessible()) {
        return "its method " + one.getName() + " is out of reach";
      }
    }
    return method == null || method.callback() == null ? null : recognised(type, callback);
  }

  /** How the method's class, or another of the host's, could tell a stand-in apart; or null. */
  private String recognised(Class<?> type, Class<?> callback) {
    CallbackUse use = method.callback();
    for (Class<?> c = callback; c != null && c != Object.class; c = c.getSuperclass()) {
      if (use.casts().contains(c.getName())) {
        return method.className() + " casts to " + c.getName();
      }
    }
    if (castsToProxy(type, use)) {
      return method.className() + " asks for what every proxy is";
    }
    if (use.identity() != null) {
      return use.identity();
    }
    if (use.completing() != null) {
      return null;
    }
    if (!CallbackClass.isNameless(callback)) {
      return "other classes may know it by a name. " + wayOut(type);
    }
    return use.doubt() == null ? null : use.doubt() + ". " + wayOut(type);
  }

  /** Whether the method's class tests for a type that only a stand-in has. */
  private static boolean castsToProxy(Class<?> type, CallbackUse use) {
    return use.casts().contains(Proxy.class.getName())
        || (!Serializable.class.isAssignableFrom(type)
            && use.casts().contains(Serializable.class.getName()));
  }

  /** What the user writes to declare that nothing compares the callback. */
  private String wayOut(Class<?> type) {
    StringBuilder text = new StringBuilder("If nothing casts or compares it, name the method");
    text.append(" that completes it:");
    String separator = " ";
    for (String one : CompletingCall.candidates(type)) {
      text.append(separator).append("async=callback:").append(method.callback().argument());
      text.append('.').append(one);
      separator = " or ";
    }
    return text.toString();
  }
}
