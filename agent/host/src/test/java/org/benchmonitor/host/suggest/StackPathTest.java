package org.benchmonitor.host.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackPathTest {
  private static StackPath path(boolean isWhole, String... outermostFirst) {
    return StackPath.of(Stacks.frames(outermostFirst), isWhole, new FrameRules("com.acme.Bench"));
  }

  private static List<String> methods(String... outermostFirst) {
    return path(true, outermostFirst).methods().stream().map(MethodName::shortText).toList();
  }

  @Test
  void onlyTheHostsMethodsRemainAndTheWaysIntoLibraries() {
    assertThat(
            methods(
                "java.lang.Thread.run",
                "com.acme.Loop.run",
                "java.util.ArrayList.forEach",
                "com.acme.Loop.lambda$run$0",
                "okhttp3.internal.connection.RealCall.execute",
                "okhttp3.internal.connection.RealCall.getResponse",
                "java.net.SocketInputStream.read"))
        .containsExactly("Loop.run", "Loop.lambda$run$0", "RealCall.execute");
  }

  @Test
  void aLibraryThatCarriesTheHostIsNoMethodOfIt() {
    assertThat(
            methods(
                "java.lang.Thread.run",
                "io.netty.util.concurrent.SingleThreadEventExecutor.run",
                "io.netty.channel.AbstractChannelHandlerContext.invokeChannelRead",
                "com.acme.Handler.channelRead",
                "io.netty.channel.AbstractChannel.write"))
        .containsExactly("Handler.channelRead", "AbstractChannel.write");
  }

  @Test
  void theLogAndAllBelowItIsLeftOut() {
    assertThat(
            methods(
                "com.acme.Loop.step",
                "ch.qos.logback.classic.Logger.info",
                "com.acme.MaskingLayout.format"))
        .containsExactly("Loop.step");
  }

  @Test
  void constructorsAndGeneratedClassesAreLeftOut() {
    assertThat(
            methods(
                "com.acme.Loop.step",
                "com.acme.Loop$$Lambda/0x00007f.run",
                "jdk.proxy2.$Proxy12.read",
                "com.acme.Store.<init>",
                "com.acme.Store.read"))
        .containsExactly("Loop.step", "Store.read");
  }

  @Test
  void whatACompilerPutsBetweenTwoMethodsIsLeftOut() {
    assertThat(
            methods(
                "com.acme.Loop.$bang",
                "com.acme.Loop.com$acme$Chained$$super$$bang",
                "com.acme.Action.$bang$",
                "com.acme.Action.$bang",
                "com.acme.Journals.access$200",
                "com.acme.Journals.$anonfun$flush$1"))
        .containsExactly("Loop.$bang", "Action.$bang", "Journals.$anonfun$flush$1");
  }

  @Test
  void whatAThreadWasMadeForIsItsBody() {
    assertThat(path(true, "java.lang.Thread.run", "com.acme.Loop.run").hasBody()).isTrue();
    assertThat(path(true, "com.acme.OwnThread.run", "com.acme.Store.read").hasBody()).isTrue();
    assertThat(path(true, "org.junit.Launcher.launch", "com.acme.Bench.main").hasBody()).isTrue();
    assertThat(path(true, "java.util.TimerThread.run", "com.acme.Task.run").hasBody()).isFalse();
    assertThat(path(false, "com.acme.Loop.run").hasBody()).isFalse();
    assertThat(path(true, "java.lang.Thread.run").hasBody()).isFalse();
  }

  @Test
  void thePackageOfTheMainClassIsTheHostsWhateverLibraryItBelongsTo() {
    FrameRules rules = new FrameRules("org.h2.test.bench.TestPerformance");
    List<StackTraceElement> frames =
        Stacks.frames(
            "org.h2.test.bench.TestPerformance.main",
            "org.h2.test.bench.BenchSimple.runTest",
            "org.h2.jdbc.JdbcPreparedStatement.executeQuery",
            "org.h2.command.Command.executeQuery");
    assertThat(StackPath.of(frames, true, rules).methods())
        .extracting(MethodName::shortText)
        .containsExactly(
            "TestPerformance.main", "BenchSimple.runTest", "JdbcPreparedStatement.executeQuery");
  }

  private static FrameRules.Activity activity(String... outermostFirst) {
    return FrameRules.activity(Stacks.frames(outermostFirst));
  }

  @Test
  void sleepingIsToldFromWaitingForAnAnswer() {
    assertThat(activity("com.acme.A.b", "java.lang.Thread.sleep"))
        .isEqualTo(FrameRules.Activity.SLEEPING);
    assertThat(
            activity(
                "com.acme.A.b",
                "java.util.concurrent.TimeUnit.sleep",
                "java.lang.Thread.sleep",
                "java.lang.Thread.sleepNanos0"))
        .isEqualTo(FrameRules.Activity.SLEEPING);
    assertThat(
            activity(
                "com.acme.A.b",
                "java.util.concurrent.CompletableFuture.get",
                "java.util.concurrent.locks.LockSupport.parkNanos",
                "jdk.internal.misc.Unsafe.park"))
        .isEqualTo(FrameRules.Activity.WAITING);
    assertThat(activity("com.acme.A.b", "java.lang.Object.wait", "java.lang.Object.wait0"))
        .isEqualTo(FrameRules.Activity.WAITING);
    assertThat(activity("com.acme.A.b")).isEqualTo(FrameRules.Activity.AWAKE);
    assertThat(activity("com.acme.A.b", "java.net.SocketInputStream.read"))
        .isEqualTo(FrameRules.Activity.AWAKE);
  }
}
