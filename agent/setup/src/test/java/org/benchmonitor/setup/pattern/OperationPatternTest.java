package org.benchmonitor.setup.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationPatternTest {
  private static OperationPattern parse(String pattern) {
    return OperationPattern.parse(OperationSpec.of(pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lambda$main$0",
        "send-1a2b3c",
        "$plus$eq",
        "do it, and = more # of @it",
        "größer",
        "!",
        "<init>",
        "access$000"
      })
  void aMethodMayHaveAnyNameThatAClassFileCanHave(String name) {
    OperationPattern pattern = parse("com.acme.Worker#" + name);
    assertThat(pattern.type().name()).isEqualTo("com.acme.Worker");
    assertThat(pattern.methods().matches(name)).isTrue();
    assertThat(pattern.parameterTypes()).isNull();
  }

  @Test
  void aNameWithParenthesesIsWrittenWithItsParameterTypes() {
    OperationPattern pattern = parse("op=com.acme.Spec#adds (one) up(int,java.lang.String)");
    assertThat(pattern.name()).isEqualTo("op");
    assertThat(pattern.methods()).hasToString("adds (one) up");
    assertThat(pattern.parameterTypes()).isEqualTo(List.of("int", "java.lang.String"));
  }

  @Test
  void aTypeMayHaveAnyNameThatAClassFileCanHave() {
    assertThat(parse("com.acme.my-app.Main$`it`$1#run").type().internalName())
        .isEqualTo("com/acme/my-app/Main$`it`$1");
    assertThat(parse("clojure.core$_PLUS_<x>#invoke").type().name())
        .isEqualTo("clojure.core$_PLUS_<x>");
  }

  @ParameterizedTest
  @CsvSource({
    "com/acme/Worker#run, '/'",
    "com.acme.Worker#run;, ';'",
    "com.acme.Worker[]#run, '['",
    "com.acme.Worker#com.acme.run, '.'",
    "com.acme.Worker#<run>, '<'",
    "com.acme.Worker #run, ' '",
    "com.acme.Worker# run, ' '",
    "com.acme.Worker#, an empty name",
    "com.acme.Worker#run(int, no closing parenthesis",
    "com.acme.Worker, names no method",
  })
  void whatNoClassFileHasIsNamed(String pattern, String problem) {
    assertThatThrownBy(() -> parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageContaining("allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"does (it) work", "works (or not)"})
  void aNameWithParenthesesAloneIsRefusedWithTheWayToWriteIt(String name) {
    assertThatThrownBy(() -> parse("com.acme.Spec#" + name))
        .hasMessageContaining("after a name that contains parentheses, write ()");
    assertThat(parse("com.acme.Spec#" + name + "()").methods()).hasToString(name);
  }

  @Test
  void aNameThatIsLongerThanAnyIsRefused() {
    assertThatThrownBy(() -> parse("com.acme.Worker#" + "*a".repeat(5_000)))
        .hasMessageContaining("10000 characters, allowed are 2000");
  }

  @ParameterizedTest
  @CsvSource({
    "{0}, arg:0",
    "name={2}, arg:2",
    "{1.getName()}, arg:1.getName()",
    "{0.request.name}, arg:0.request.name",
    "{this.label}, this.label",
    "{this}, this",
  })
  void aValueOfTheCallMayNameTheOperation(String name, String path) {
    OperationPattern pattern = parse(name + "=com.acme.Worker#run(int)");
    assertThat(pattern.namedBy()).hasToString(path);
    assertThat(pattern.name()).isNull();
    assertThat(pattern.type().name()).isEqualTo("com.acme.Worker");
    assertThat(pattern.operationText()).isEqualTo(name.replace("name=", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{x}",
        "{255}",
        "{-1}",
        "{arg:0}",
        "{return}",
        "{thisName}",
        "{0.}",
        "{0.get(1)}",
        "{0..x}",
        "{0 .x}",
        "{this.get Name()}"
      })
  void whatIsNoValueOfTheCallIsRefusedWithWhatIs(String name) {
    assertThatThrownBy(() -> parse(name + "=com.acme.Worker#run"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "' names no value, allowed are {N}")
        .hasMessageContaining("{this}")
        .hasMessageContaining(".method()");
  }

  private static OperationPattern withAsync(String async) {
    return OperationPattern.parse(OperationSpec.of("com.acme.Worker#run").with("async", async));
  }

  @Test
  void theWaysToFindACompletionAreNamed() {
    assertThat(withAsync("auto").awaitsReturned()).isTrue();
    assertThat(withAsync("replace").async()).isEqualTo(OperationPattern.Async.REPLACE);
    assertThat(withAsync("replace").awaitsReturned()).isTrue();
    assertThat(withAsync("off").awaitsReturned()).isFalse();
    assertThat(withAsync("callback:1").awaitsReturned()).isFalse();
    assertThatThrownBy(() -> withAsync("replaced"))
        .hasMessageContaining("async is 'replaced', allowed are auto, off, replace, callback:N");
  }

  private static ResultPattern withOk(String ok, String error) {
    return OperationPattern.parse(
            OperationSpec.of("com.acme.Worker#run").with("ok", ok).with("error", error))
        .rule();
  }

  @Test
  void aReturnedValueIsAskedByOneMethodOrSeveral() {
    assertThat(withOk("return:true", "return").subject()).hasToString("return");
    ResultPattern rule = withOk("getLine().getCode():200-399", "getLine().getReason()");
    assertThat(rule.subject()).hasToString("return.getLine().getCode()");
    assertThat(rule.error()).hasToString("return.getLine().getReason()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"line:1", "getLine().code:1", "line.getCode():1", "a()b():1", "a().:1"})
  void whatAReturnedValueIsNotAskedForIsRefused(String ok) {
    assertThatThrownBy(() -> withOk(ok, "return"))
        .hasMessageContaining("ok is '" + ok + "', allowed are return:<value> and method():<value>")
        .hasMessageContaining("method().method():<value>");
    assertThatThrownBy(() -> withOk("return:1", ok.replace(":1", "")))
        .hasMessageContaining("allowed is return, or method() or method().method()");
  }
}
