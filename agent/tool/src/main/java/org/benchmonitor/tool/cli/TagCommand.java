package org.benchmonitor.tool.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.benchmonitor.run.frame.RunSummary;
import org.benchmonitor.run.record.RecordEntry;
import org.benchmonitor.run.record.Records;
import org.benchmonitor.run.record.RecordsView;
import org.benchmonitor.setup.config.Tag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tag}. */
@SuppressWarnings("NullAway.Init") // picocli sets the parameters
@Command(
    name = "tag",
    description = "Gives a recorded run tags, beside those that it has, or takes some away.")
final class TagCommand extends MarkCommand {
  @Parameters(index = "0", paramLabel = "id", description = "The id, its beginning, or a file.")
  private String word;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "key:value",
      description = "A tag; without a value it is taken away.")
  private List<String> given = new ArrayList<>();

  TagCommand(Tools tools) {
    super(tools);
  }

  @Override
  ExitCode run() {
    List<Tag> changes = given.stream().map(TagCommand::wanted).toList();
    Records records = records();
    RecordEntry entry = RecordChoice.find(records, word);
    RunSummary summary = entry.summary();
    Map<String, String> tags = new TreeMap<>(summary == null ? Map.of() : summary.header().tags());
    for (Tag tag : changes) {
      if (tag.value().isEmpty()) {
        tags.remove(tag.key());
      } else {
        tags.put(tag.key(), tag.value());
      }
    }
    change("tagged", entry, one -> records.tag(one, tags));
    RecordEntry after = records.entry(entry.file());
    terminal()
        .print(
            RecordsView.of(after),
            List.of(
                tags.isEmpty()
                    ? entry.id() + " has no tags"
                    : entry.id() + " is tagged " + RecordText.tags(tags)));
    return ExitCode.DONE;
  }

  /** Without a value it is one to take away. */
  private static Tag wanted(String text) {
    if (text.length() > 1 && text.indexOf(':') == text.length() - 1) {
      return new Tag(text.substring(0, text.length() - 1), "");
    }
    try {
      return Tag.of(text);
    } catch (IllegalArgumentException wrong) {
      throw new Failure(ExitCode.WRONG_WORDS, String.valueOf(wrong.getMessage()), "");
    }
  }
}
