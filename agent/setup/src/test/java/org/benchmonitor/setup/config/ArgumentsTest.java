package org.benchmonitor.setup.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.benchmonitor.setup.config.Loading.arguments;
import static org.benchmonitor.setup.config.Loading.clean;
import static org.benchmonitor.setup.config.Loading.onlyLine;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static List<OperationSpec> operations(String arguments) {
    return clean(arguments(arguments)).operations();
  }

  private static OperationSpec pattern(String pattern) {
    return OperationSpec.of(pattern);
  }

  @Test
  void anOperationsValueMayHoldEqualsSigns() {
    assertThat(operations("op=create=com.acme.Worker#insert,op=name={0}=com.acme.Worker#call"))
        .containsExactly(
            pattern("create=com.acme.Worker#insert"), pattern("name={0}=com.acme.Worker#call"));
  }

  @Test
  void rulesBelongToTheOperationBeforeThem() {
    assertThat(
            operations(
                "op=a.A#a,ok=return:true,op=b.B#b,workers=3,error=getResponseCode(),async=off"))
        .containsExactly(
            OperationSpec.of("a.A#a").with("ok", "return:true"),
            OperationSpec.of("b.B#b").with("error", "getResponseCode()").with("async", "off"));
  }

  @Test
  void theRulesOfAnEndBelongToTheEndBeforeThem() {
    String text =
        "op=a.A#a,end=b.B#b(int,long),end.key=arg:0,end.ok=arg:1:true,end=c.C#c,end.key=this,ok=return:1";
    OperationSpec operation = operations(text).get(0);
    assertThat(operation.rule("ok")).isEqualTo("return:1");
    assertThat(operation.ends())
        .containsExactly(
            OperationSpec.of("b.B#b(int,long)").with("key", "arg:0").with("ok", "arg:1:true"),
            OperationSpec.of("c.C#c").with("key", "this"));
    assertThat(operations(operation.text())).containsExactly(operation);
  }

  @Test
  void aRuleOfAnEndWithoutAnEndIsAProblem() {
    ConfigResult result = arguments("op=a.A#a,end.key=this");
    assertThat(onlyLine(result)).contains("end.key=this", "after an end=");
    assertThat(result.config().operations()).containsExactly(pattern("a.A#a"));
  }

  @Test
  void aRulesWordBeforeTheFirstAddedOperationIsItsName() {
    assertThat(OperationArguments.parse("end=a.A#a,end=b.B#b,end.key=this"))
        .containsExactly(
            OperationSpec.of("end=a.A#a").with("end", "b.B#b").with("end.key", "this"));
  }

  @Test
  void aRuleBeforeAnyOperationIsAProblem() {
    ConfigResult result = arguments("ok=return:true,op=a.A#a");
    assertThat(onlyLine(result)).contains("ok=return:true", "after an op=");
    assertThat(result.config().operations()).containsExactly(pattern("a.A#a"));
  }

  @Test
  void aRuleGivenTwiceIsAProblemAndTheLastIsUsed() {
    ConfigResult result = arguments("op=a.A#a,ok=return:1,ok=return:2");
    assertThat(onlyLine(result)).contains("ok", "more than once");
    assertThat(result.config().operations())
        .containsExactly(OperationSpec.of("a.A#a").with("ok", "return:2"));
  }

  @Test
  void parenthesesHoldTheirCommasTogether() {
    assertThat(operations("op=a.A#m(int,java.lang.String),op=b.B#n(),ok=getStatus():200-399"))
        .containsExactly(
            pattern("a.A#m(int,java.lang.String)"),
            OperationSpec.of("b.B#n()").with("ok", "getStatus():200-399"));
  }

  @Test
  void aParenthesisThatNeverClosesHoldsNothingTogether() {
    AgentConfig config = clean(arguments("scenario=a sad :(,workers=4,op=a.A#m(int,long)"));
    assertThat(config.scenario()).contains("a sad :(");
    assertThat(config.workers()).contains(4);
    assertThat(config.operations()).containsExactly(pattern("a.A#m(int,long)"));
  }

  @Test
  void quotesHoldCommasAndDoubledQuotes() {
    AgentConfig config =
        clean(arguments("scenario='it''s a, b=c ',op='a.A#m(int,long)',ok='return:x,y',workers=2"));
    assertThat(config.scenario()).contains("it's a, b=c ");
    assertThat(config.operations())
        .containsExactly(OperationSpec.of("a.A#m(int,long)").with("ok", "return:x,y"));
    assertThat(config.workers()).contains(2);
  }

  @Test
  void aQuoteInsideAValueIsACharacter() {
    assertThat(clean(arguments("scenario=it's plain,workers=2")).scenario()).contains("it's plain");
  }

  @Test
  void aQuoteThatIsNotClosedSpoilsOnlyItsOwnValue() {
    ConfigResult result = arguments("scenario='open,workers=2");
    assertThat(onlyLine(result)).contains("scenario", "never closed");
    assertThat(result.config().scenario()).isEmpty();
    assertThat(result.config().workers()).contains(2);
  }

  @Test
  void textAfterAClosingQuoteSpoilsOnlyItsOwnValue() {
    ConfigResult result = arguments("scenario='a'b,workers=2");
    assertThat(onlyLine(result)).contains("scenario", "closing quote");
    assertThat(result.config().workers()).contains(2);
  }

  @Test
  void blanksAndEmptyItemsMeanNothing() {
    AgentConfig config =
        clean(arguments(" , workers = 2 ,, scenario = a b , 'x'".replace("'x'", "")));
    assertThat(config.workers()).contains(2);
    assertThat(config.scenario()).contains("a b");
  }

  @Test
  void aFlagWithoutValueIsTrue() {
    assertThat(clean(arguments("auto_open,workers=2")).autoOpen()).isTrue();
  }

  @Test
  void aKeyWithoutValueIsAProblem() {
    assertThat(onlyLine(arguments("workers"))).contains("workers", "write workers=");
    assertThat(onlyLine(arguments("scenario=,digits=3"))).contains("scenario", "no value");
  }

  @Test
  void aPatternWithoutItsKeyGetsAHint() {
    assertThat(onlyLine(arguments("com.acme.Worker#insert"))).contains("op=com.acme.Worker#insert");
    assertThat(onlyLine(arguments("com.acme.W#i(int,long)"))).contains("op=com.acme.W#i(int,long)");
    assertThat(onlyLine(arguments("create=com.acme.Worker#insert")))
        .contains("op=name=type#method");
  }

  @Test
  void aKeyGivenTwiceIsAProblemAndTheLastIsUsed() {
    ConfigResult result = arguments("workers=2,workers=3");
    assertThat(onlyLine(result)).contains("workers", "more than once");
    assertThat(result.config().workers()).contains(3);
  }

  @Test
  void aVariableHoldsOperationsInTheSameSyntax() {
    String value =
        "a=com.X#y(int,long),ok=return:true,op=b=com.Z#w,async=callback:1,'com.Q#r',error=getE()";
    List<OperationSpec> expected =
        List.of(
            OperationSpec.of("a=com.X#y(int,long)").with("ok", "return:true"),
            OperationSpec.of("b=com.Z#w").with("async", "callback:1"),
            OperationSpec.of("com.Q#r").with("error", "getE()"));
    assertThat(clean(Loading.environment(Map.of("BENCH_MONITOR_OP", value))).operations())
        .isEqualTo(expected);
    assertThat(clean(Loading.properties(Map.of("monitor.op", value))).operations())
        .isEqualTo(expected);
  }

  @Test
  void aRuleInAVariableOfItsOwnIsAProblem() {
    assertThat(onlyLine(Loading.environment(Map.of("BENCH_MONITOR_OK", "return:true"))))
        .contains("ok=return:true", "environment", "belongs in op");
  }
}
