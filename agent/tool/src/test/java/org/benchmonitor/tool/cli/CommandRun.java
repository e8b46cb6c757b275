package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.setup.registry.Browser;
import org.benchmonitor.setup.registry.Registry;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands against JVMs that are not there, with a registry of their own. */
final class CommandRun implements AgentLoader {
  final Registry registry;
  final List<Jvm> jvms = new ArrayList<>();
  final Map<String, String> properties = new HashMap<>(Map.of("java.version", "17.0.1"));
  final List<String> loaded = new ArrayList<>();
  Runnable onLoad = () -> {};
  Runnable onAsked = () -> {};
  Consumer<String> untilEnded = printed -> {};
  int exit;
  String out = "";
  String err = "";
  final Path records;
  final Set<Long> alive = new HashSet<>();
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private final Path directory;
  private final Path jar;

  CommandRun(Path directory, Path jar) {
    this.directory = directory;
    this.records = directory.resolveSibling("records");
    this.jar = jar;
    this.registry = Registry.of(Optional.of(directory));
  }

  /** One with an empty directory of records. */
  static CommandRun withRecords(Path parent) throws IOException {
    CommandRun run = new CommandRun(parent.resolve("registry"), parent.resolve("monitor.jar"));
    Files.createDirectory(run.records);
    return run;
  }

  /** Runs a command that ends so. */
  void expect(ExitCode exit, String... words) {
    run(words);
    assertThat(this.exit).as(out + err).isEqualTo(exit.number());
  }

  CommandRun run(String... words) {
    bytes.reset();
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    Tools tools =
        new Tools(
            Optional.of(directory),
            Optional.of(records),
            path -> new Records(path, (pid, started, written) -> alive.contains(pid)),
            Registry::of,
            registered -> this::listed,
            this,
            Browser::of,
            jar,
            () -> bytes,
            () -> untilEnded.accept(outText.toString()));
    CommandLine line = CommandLineTool.commandLine(tools);
    line.setOut(new PrintWriter(outText));
    line.setErr(new PrintWriter(errText));
    exit = line.execute(words);
    out = outText.toString();
    err = errText.toString();
    return this;
  }

  private List<Jvm> listed() {
    List<Jvm> listed = new ArrayList<>();
    for (Jvm jvm : jvms) {
      listed.add(new Jvm(jvm.pid(), jvm.mainClass(), jvm.javaVersion(), registry.find(jvm.pid())));
    }
    return listed;
  }

  JsonNode json() {
    return JsonMapper.builder().build().readTree(out);
  }

  @Override
  public Optional<String> property(long pid, String name) {
    Optional<String> known = Optional.ofNullable(properties.get(name));
    onAsked.run();
    return known;
  }

  @Override
  public void load(long pid, Path file, String arguments) {
    loaded.add(arguments);
    onLoad.run();
  }
}
