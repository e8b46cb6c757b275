package org.benchmonitor.bootstrap;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of the operators by which the subscriptions of a library's type are operations. */
final class LazyOperators {
  private static final String JDK = "java.util.function.";
  private static final String RX = "io.reactivex.rxjava3.functions.";

  /** Parts of the names of types that are more than what is subscribed to. */
  private static final Set<String> MORE =
      Set.of("Connectable", "Grouped", "Processor", "Subject", "Parallel");

  private static final Operator ITEMS = new Operator("doOnNext", LazyEvent.ITEM);
  private static final Operator END = new Operator("doOnComplete", LazyEvent.END);
  private static final Operator ERROR = new Operator("doOnError", LazyEvent.FAILURE);
  private static final Operator CANCEL = new Operator("doOnCancel", LazyEvent.CANCELLED);
  private static final Operator DISPOSE = new Operator("doOnDispose", LazyEvent.CANCELLED);
  private static final Operator EVENT = new Operator("doOnEvent", LazyEvent.OUTCOME);

  private static final Map<String, LazyOperators> BY_TYPE =
      Map.of(
          "reactor.core.publisher.Mono",
          new LazyOperators(
              "reactor.core.",
              JDK,
              "defer",
              new Operator("doOnSuccess", LazyEvent.RESULT),
              ERROR,
              CANCEL),
          "reactor.core.publisher.Flux",
          new LazyOperators("reactor.core.", JDK, "defer", ITEMS, END, ERROR, CANCEL),
          "io.smallrye.mutiny.Uni",
          new LazyOperators(
              "io.smallrye.mutiny.",
              JDK,
              "createFrom.deferred",
              new Operator("onItemOrFailure.invoke", LazyEvent.OUTCOME),
              new Operator("onCancellation.invoke", LazyEvent.CANCELLED)),
          "io.smallrye.mutiny.Multi",
          new LazyOperators(
              "io.smallrye.mutiny.",
              JDK,
              "createFrom.deferred",
              new Operator("onItem.invoke", LazyEvent.ITEM),
              new Operator("onCompletion.invoke", LazyEvent.END),
              new Operator("onFailure.invoke", LazyEvent.FAILURE),
              new Operator("onCancellation.invoke", LazyEvent.CANCELLED)),
          "io.reactivex.rxjava3.core.Single",
          new LazyOperators("io.reactivex.rxjava3.", RX, "defer", EVENT, DISPOSE),
          "io.reactivex.rxjava3.core.Maybe",
          new LazyOperators("io.reactivex.rxjava3.", RX, "defer", EVENT, DISPOSE),
          "io.reactivex.rxjava3.core.Completable",
          new LazyOperators(
              "io.reactivex.rxjava3.",
              RX,
              "defer",
              new Operator("doOnEvent", LazyEvent.FAILURE),
              DISPOSE),
          "io.reactivex.rxjava3.core.Observable",
          new LazyOperators("io.reactivex.rxjava3.", RX, "defer", ITEMS, END, ERROR, DISPOSE),
          "io.reactivex.rxjava3.core.Flowable",
          new LazyOperators("io.reactivex.rxjava3.", RX, "defer", ITEMS, END, ERROR, CANCEL));

  private final String own;
  private final String functions;
  private final String defer;
  private final List<Operator> all;

  private LazyOperators(String own, String functions, String defer, Operator... all) {
    this.own = own;
    this.functions = functions;
    this.defer = defer;
    this.all = List.of(all);
  }

  /** One that calls a function at an event. */
  static final class Operator {
    private final String name;
    private final LazyEvent event;

    Operator(String name, LazyEvent event) {
      this.name = name;
      this.event = event;
    }

    String name() {
      return name;
    }

    LazyEvent event() {
      return event;
    }
  }

  /** Those of a type, or null. */
  static LazyOperators of(String type) {
    return BY_TYPE.get(type);
  }

  /** Whether a class is the library's. */
  boolean isOwn(String className) {
    return className.startsWith(own);
  }

  /** Whether a class of the library is for more than to be subscribed to. */
  static boolean hasMore(String simpleName) {
    for (String part : MORE) {
      if (simpleName.contains(part)) {
        return true;
      }
    }
    return false;
  }

  String defer() {
    return defer;
  }

  List<Operator> all() {
    return all;
  }

  String supplier() {
    return functions + "Supplier";
  }

  /** The type of what is called at an event. */
  String function(LazyEvent event) {
    return switch (event) {
      case ITEM, RESULT, FAILURE -> functions + "Consumer";
      case OUTCOME -> functions + "BiConsumer";
      case END, CANCELLED -> functions.equals(JDK) ? "java.lang.Runnable" : functions + "Action";
    };
  }
}
