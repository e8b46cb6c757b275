package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkClassesTest extends InstrumentedJvm {
  @TempDir Path directory;

  @Test
  void modulesOfTheJdkAreTheJdksWhicheverLoaderTheyHave() {
    InvocationHandler nothing = (proxy, method, arguments) -> null;
    Object proxy =
        Proxy.newProxyInstance(
            JdkClassesTest.class.getClassLoader(), new Class<?>[] {Runnable.class}, nothing);
    assertThat(JdkClasses.isOfJdk(String.class)).isTrue();
    assertThat(JdkClasses.isOfJdk(Driver.class)).isTrue();
    assertThat(JdkClasses.isOfJdk(ToolProvider.getSystemJavaCompiler().getClass())).isTrue();
    assertThat(JdkClasses.isOfJdk(proxy.getClass())).isTrue();
    assertThat(JdkClasses.isOfJdk(JdkClassesTest.class)).isFalse();
    assertThat(JdkClasses.isOfJdk(Test.class)).isFalse();
  }

  @Test
  void whatALoaderOfTheHostCallsItselfEqualToIsNotAsked() {
    ClassLoader equal =
        new ClassLoader() {
          @Override
          public boolean equals(Object other) {
            throw new AssertionError("the agent calls a method of the host's loader");
          }

          @Override
          public int hashCode() {
            return 0;
          }
        };
    assertThat(JdkClasses.isOfJdk(JdkClassesTest.class.getModule(), equal)).isFalse();
    assertThat(JdkClasses.isOfJdk(Object.class.getModule(), equal)).isTrue();
  }

  @Test
  void packagesAreTheJdksWhereItHasClassesInThem() {
    assertThat(JdkClasses.hasPackage("java.sql")).isTrue();
    assertThat(JdkClasses.hasPackage("javax.accessibility")).isTrue();
    assertThat(JdkClasses.hasPackage("javax.jms")).isFalse();
    assertThat(JdkClasses.isOfBase("java/util/HashMap")).isTrue();
    assertThat(JdkClasses.isOfBase("java/sql/Driver")).isFalse();
  }

  @Test
  void aWildcardFindsTheHostsOwnClassesInPackagesThatLookLikeTheJdks() {
    instrument("javax.acme.**#send", "com.sun.acme.Q*#send", "java.util.**#size");
    String source =
        """
        package javax.acme;
        public class Queue implements Runnable {
          public void run() { send(); new java.util.ArrayList<String>().size(); }
          static void send() {}
        }
        """;
    Compiled.of(directory, source).run("javax.acme.Queue");
    assertThat(counts()).isEqualTo(Map.of("send", ok(1)));
    instrumenter.instrumentLoadedClasses();
    assertThat(report(2).matched()).isFalse();
    assertThat(report(2).failed()).isEmpty();
  }

  @Test
  void aTypeOfTheJdkHasItsSubtypesInTheHost() {
    instrument("java.util.Map+#get", "javax.accessibility.Accessible+#getAccessibleContext");
    String source =
        """
        package com.acme;
        class Table extends java.util.HashMap<String, String> {
          @Override public String get(Object key) { return null; }
        }
        public class Program implements Runnable {
          public void run() { new Table().get(""); }
        }
        """;
    Compiled.of(directory, source).run("com.acme.Program");
    assertThat(counts()).containsEntry("get", ok(1));
  }
}
