package org.benchmonitor.bootstrap;

import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Which callbacks can be stood in for at one site without anybody being able to notice.
 *
 * <p>Any thread of the host; never blocks. Each class of callbacks is looked at once, which may
 * load the types in the signatures of its interface's methods, through the host's loader, but
 * initialises none. A callback is stood in for only if
 *
 * <ol>
 *   <li>its declared type is an interface that a proxy can have, and no protocol with rules about
 *       identity or context of its own (subscribers, continuations);
 *   <li>its class implements nothing else;
 *   <li>the method's class casts to nothing by which it could be told from a proxy, and compares no
 *       callback with anything;
 *   <li>nobody can name its class or one above it, and nothing in the method's class may be such a
 *       comparison, or the user has named the method that completes it, and so says so.
 * </ol>
 */
final class Callbacks {
  private final InstrumentedMethod method;
  private volatile String note;

  // The JDK keeps the verdict with the class. One site has one declared type.
  private final ClassValue<Kept> verdicts =
      new ClassValue<>() {
        @Override
        protected Kept computeValue(Class<?> callback) {
          return new Kept();
        }
      };

  /** The verdict on one class, once it is known. */
  private static final class Kept {
    private volatile CallbackVerdict verdict;
  }

  Callbacks(InstrumentedMethod method) {
    this.method = method;
    if (method != null && method.callback() != null) {
      WarmUp.callbacks();
    }
  }

  /** Why the callbacks of the last class that was refused were, or null. */
  String note() {
    return note;
  }

  /** The verdict on a callback that is passed as an argument of the declared type. */
  CallbackVerdict of(Class<?> type, Object callback) {
    CallbackProxy ours = CallbackProxy.of(callback);
    // What stands there for another operation may be stood in for as its callback may.
    Class<?> real = (ours == null ? callback : ours.callback()).getClass();
    Kept kept = verdicts.get(real);
    CallbackVerdict verdict = kept.verdict;
    if (verdict == null) {
      verdict = judge(type, real);
      kept.verdict = verdict;
    }
    if (!verdict.isYes() && verdict.isNews()) {
      // Not each time: all workers would write to one place.
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
      // Such as a class that is missing, or a security manager.
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
      // Were a method out of reach, the host's callback would never be called.
      if (!one.trySetAccessible()) {
        return "its method " + one.getName() + " is out of reach";
      }
    }
    return method == null || method.callback() == null ? null : recognised(type, callback);
  }

  /** How the method's class, or another of the host's, could tell the callback from a stand-in. */
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

  /** Whether the method's class asks for something that a stand-in is and a callback is not. */
  private static boolean castsToProxy(Class<?> type, CallbackUse use) {
    return use.casts().contains(Proxy.class.getName())
        || (!Serializable.class.isAssignableFrom(type)
            && use.casts().contains(Serializable.class.getName()));
  }

  /** What the user writes to say that nothing looks for it. */
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
