package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names are those of the libraries, which are not needed for them. */
class LaterResultTest extends InstrumentedJvm {
  private static final String[] SOURCES = {
    "package org.reactivestreams; public interface Publisher<T> {}",
    "package com.google.common.util.concurrent;"
        + " public interface ListenableFuture<V> extends java.util.concurrent.Future<V> {"
        + " void addListener(Runnable listener, java.util.concurrent.Executor executor); }",
    "package scala.concurrent; public interface Future<T> { void onComplete(Runnable r); }",
    "package com.twitter.util; public class Future<T> {}",
    "package com.acme.shaded.io.netty.util.concurrent;"
        + " public interface Future<T> extends java.util.concurrent.Future<T> {}",
    "package io.vertx.core; public interface Future<T> { Object toCompletionStage(); }",
    "package kotlin.coroutines; public interface Continuation<T> {}",
    """
    package com.acme;
    import java.util.concurrent.*;
    public class Client implements Runnable {
      static abstract class Mono implements org.reactivestreams.Publisher<String> {}
      interface Both
          extends com.google.common.util.concurrent.ListenableFuture<String>,
              CompletionStage<String> {}
      Mono mono() { return null; }
      Flow.Publisher<String> flow() { return null; }
      com.google.common.util.concurrent.ListenableFuture<String> listenable() { return null; }
      scala.concurrent.Future<String> scala() { return r -> {}; }
      com.twitter.util.Future<String> twitter() { return new com.twitter.util.Future<>(); }
      com.acme.shaded.io.netty.util.concurrent.Future<String> netty() { return null; }
      io.vertx.core.Future<String> vertx() { return () -> null; }
      Future<String> future() { return null; }
      FutureTask<String> task() { return null; }
      Object suspending(int a, kotlin.coroutines.Continuation<String> c) { return null; }
      CompletableFuture<String> completable() { return null; }
      Both both() { return null; }
      Object object() { return null; }
      String text() { return null; }
      Mono[] array() { return null; }
      void nothing(kotlin.coroutines.Continuation<String> c, int a) {}
      public void run() { mono(); scala(); vertx(); twitter(); }
    }
    """
  };

  @TempDir Path directory;

  private String notes(String method) {
    return report(0).methods().stream()
        .filter(one -> one.method().startsWith(method + "("))
        .findFirst()
        .map(one -> String.join(", ", one.notes()))
        .orElseThrow();
  }

  @Test
  void aCallThatIsOverBeforeWhatItStandsForSaysSo() {
    instrument("com.acme.Client#*");
    Compiled.of(directory, SOURCES).run("com.acme.Client");

    assertThat(notes("mono")).contains("com.acme.Client$Mono", "subscribes", "only the call");
    assertThat(notes("flow")).contains("java.util.concurrent.Flow$Publisher", "subscribes");
    assertThat(notes("twitter")).contains("com.twitter.util.Future", "takes listeners", "later");
    assertThat(notes("future")).contains("java.util.concurrent.Future", "takes listeners", "later");
    assertThat(notes("task")).contains("java.util.concurrent.FutureTask", "takes listeners");
    assertThat(notes("suspending")).contains("suspending");
    for (String awaitedOrDone :
        new String[] {
          "completable",
          "listenable",
          "scala",
          "netty",
          "vertx",
          "both",
          "object",
          "text",
          "array",
          "nothing",
          "run"
        }) {
      assertThat(notes(awaitedOrDone)).as(awaitedOrDone).isEmpty();
    }
    // A Future may turn out to be awaited.
    assertThat(log.entries(LogLevel.WARN, 100))
        .extracting(entry -> entry.message().replaceAll("com.acme.Client#(\\w+)\\(.*", "$1"))
        .containsExactlyInAnyOrder("mono", "flow", "suspending");
    // Not what the names stand for: they have no such methods.
    for (String other : new String[] {"scala", "vertx", "twitter"}) {
      assertThat(counts()).containsEntry(other, ok(1));
    }
  }

  private static byte[] type(String name, String... interfaces) {
    ClassWriter writer = new ClassWriter(0);
    int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE;
    writer.visit(Opcodes.V17, flags, name, null, "java/lang/Object", interfaces);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Each extends two that meet again above: the ways up double with each. */
  @Test
  void aThicketOfInterfacesIsGoneThroughOnce() {
    instrument("com.acme.Maze#last");
    Compiled maze =
        Compiled.of(
            directory,
            "package com.acme; public interface I40 {}",
            "package com.acme; public class Maze implements Runnable {"
                + " I40 last() { return null; } public void run() { last(); } }");
    for (int i = 1; i <= 40; i++) {
      String below = "com/acme/I" + i;
      String left = "com/acme/L" + i;
      String right = "com/acme/R" + i;
      String above = "com/acme/I" + (i - 1);
      maze.with(below.replace('/', '.'), type(below, left, right))
          .with(left.replace('/', '.'), type(left, above))
          .with(right.replace('/', '.'), type(right, above));
    }
    maze.with("com.acme.I0", type("com/acme/I0"));
    assertTimeoutPreemptively(Duration.ofSeconds(30), () -> maze.run("com.acme.Maze"));
    assertThat(counts()).isEqualTo(Map.of("last", ok(1)));
    assertThat(report(0).methods()).hasSize(1);
    assertThat(notes("last")).isEmpty();
  }

  @Test
  void whoWantsTheCallAloneIsToldNothing() {
    instrument(OperationSpec.of("com.acme.Client#*").with("async", "off"));
    Compiled.of(directory, SOURCES).run("com.acme.Client");
    assertThat(notes("mono")).isEmpty();
    assertThat(log.entries(LogLevel.WARN, 100)).isEmpty();
  }

  @Test
  void whatCannotBeReplacedIsSaid() {
    instrument(OperationSpec.of("com.acme.Client#*").with("async", "replace"));
    Compiled.of(directory, SOURCES).run("com.acme.Client");
    assertThat(notes("flow")).contains("each subscription", "the call that makes it is none");
    assertThat(notes("mono"))
        .as("a type of the host's own")
        .endsWith("only the call that makes it is timed");
    assertThat(notes("task")).contains("ends later");
    assertThat(notes("completable")).isEmpty();
    assertThat(counts()).as("null is what it is").containsEntry("mono", ok(1));
  }

  @Test
  void whatIsGivenBackTakesThePlaceOfTheReturnedObject() {
    instrument(OperationSpec.of("com.acme.Stages#*").with("async", "replace"));
    Compiled.of(
            directory,
            """
            package com.acme;
            import java.util.concurrent.*;
            public class Stages implements Runnable {
              static class Own extends CompletableFuture<String> {}
              final CompletableFuture<String> stage = new CompletableFuture<>();
              final Own own = new Own();
              CompletableFuture<String> completable() { return stage; }
              CompletionStage<String> stage() { return stage; }
              Future<String> future() { return stage; }
              Object object() { return stage; }
              Own own() { return own; }
              CompletableFuture<String> ownToo() { return own; }
              Object text() { return "text"; }
              int number() { return 1; }
              CompletableFuture<String> failing() { throw new IllegalStateException(); }
              public void run() {
                Object instead = completable();
                if (instead == stage
                    || stage() != instead
                    || future() != instead
                    || object() != instead
                    || own() != own
                    || ownToo() != own
                    || text() != "text"
                    || number() != 1) {
                  throw new AssertionError();
                }
                try {
                  failing();
                } catch (IllegalStateException expected) {
                }
                own.complete("done");
                stage.complete("done");
              }
            }
            """)
        .run("com.acme.Stages");
    for (String each :
        new String[] {
          "completable", "stage", "future", "object", "own", "ownToo", "text", "number"
        }) {
      assertThat(counts()).containsEntry(each, ok(1));
    }
    assertThat(counts()).containsEntry("failing", List.of(0L, 1L));
  }
}
