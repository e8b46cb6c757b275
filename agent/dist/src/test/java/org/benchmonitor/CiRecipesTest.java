package org.benchmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.SourceUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The recipes of docs/ci.md are what they say: a script, a workflow of GitHub's and a pipeline of
 * Jenkins'. Another test runs the script.
 */
class CiRecipesTest {
  private static final Path RECIPES = Path.of("..", "..", "docs", "ci");

  /** What a declarative pipeline may have inside of its sections. */
  private static final Set<String> SECTIONS =
      Set.of(
          "pipeline",
          "agent",
          "options",
          "stages",
          "stage",
          "environment",
          "steps",
          "post",
          "always");

  private static String recipe(String name) throws IOException {
    return Files.readString(RECIPES.resolve(name));
  }

  /** The calls of a Groovy script, each behind those in whose closures it is. */
  private static Set<String> calls(String script) {
    SourceUnit source = SourceUnit.create("Jenkinsfile", script);
    source.parse();
    source.completePhase();
    source.nextPhase();
    source.convert();
    Set<String> calls = new TreeSet<>();
    Deque<String> within = new ArrayDeque<>();
    source
        .getAST()
        .getStatementBlock()
        .visit(
            new CodeVisitorSupport() {
              @Override
              public void visitMethodCallExpression(MethodCallExpression call) {
                within.addLast(call.getMethodAsString());
                calls.add(String.join("/", within));
                super.visitMethodCallExpression(call);
                within.removeLast();
              }
            });
    return calls;
  }

  @Test
  void theJenkinsfileIsADeclarativePipeline() throws IOException {
    Set<String> calls = calls(recipe("Jenkinsfile"));
    assertThat(calls)
        .contains(
            "pipeline/agent/label",
            "pipeline/stages/stage/environment",
            "pipeline/stages/stage/steps/sh",
            "pipeline/stages/stage/post/always/junit",
            "pipeline/stages/stage/post/always/archiveArtifacts");
    // Above its steps there are sections and nothing else.
    assertThat(calls)
        .filteredOn(call -> !call.matches(".*/(steps|always|label|timeout)(/.*)?"))
        .allMatch(call -> SECTIONS.contains(call.substring(call.lastIndexOf('/') + 1)));
  }

  @Test
  void aJenkinsfileThatIsNoneIsNoticed() throws IOException {
    String cut = recipe("Jenkinsfile").replaceFirst("\\}\\s*$", "");
    assertThatThrownBy(() -> calls(cut)).isInstanceOf(MultipleCompilationErrorsException.class);
  }

  @Test
  void theWorkflowHasJobsOfSteps() throws IOException {
    JsonNode workflow = new YAMLMapper().readTree(recipe("github.yml"));
    assertThat(workflow.get("on").has("pull_request")).isTrue();
    JsonNode jobs = workflow.get("jobs");
    assertThat(jobs).isNotEmpty();
    for (JsonNode job : jobs) {
      assertThat(job.has("runs-on")).isTrue();
      assertThat(job.get("steps")).isNotEmpty();
      for (JsonNode step : job.get("steps")) {
        assertThat(step.has("uses")).as(step.toString()).isNotEqualTo(step.has("run"));
      }
    }
    assertThat(workflow.toString()).contains("./bench.sh ");
  }

  @Test
  void theScriptIsOfTheShell() throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-n", RECIPES.resolve("bench.sh").toString())
            .redirectErrorStream(true)
            .start();
    assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(bash.exitValue()).isZero();
  }
}
