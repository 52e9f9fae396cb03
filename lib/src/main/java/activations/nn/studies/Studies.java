package activations.nn.studies;

import activations.nn.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import tech.tablesaw.api.Table;

/** The studies behind the notebooks, and the command that runs one into a file. */
public final class Studies {

  private static final List<Study> ALL = List.of(DepthStudy.STUDY, DeadUnits.STUDY, DigitsClassifier.STUDY,
      DigitsAutoencoder.STUDY, GluDigits.STUDY, GluTransformer.STUDY);

  private Studies() {}

  /** Every study. */
  public static List<Study> all() {
    return ALL;
  }

  /**
   * The study of that name.
   *
   * @throws IllegalArgumentException if there is none; the message names all
   */
  public static Study byName(String name) {
    return ALL.stream().filter(study -> study.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no study is called \"" + name + "\"; the names are "
            + String.join(", ", ALL.stream().map(Study::name).toList())));
  }

  /**
   * The table of the full run of a study, as it is kept with the library.
   *
   * @throws IllegalArgumentException if there is no such study; the message names all
   */
  public static Table stored(String name) {
    Study study = byName(name);
    String file = name + ".csv";
    try (InputStream in = Studies.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not part of this library; " + Studies.class.getName()
            + ".main writes it");
      }
      return study.schema().sorted(StudyFile.read(study.schema(), new InputStreamReader(in, StandardCharsets.UTF_8)),
          study.settings(Study.Size.FULL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the trials that a file does not have, and writes the rows of each as soon as it ends.
   *
   * @param progress receives one line after each trial
   * @return the rows of the whole grid, in its order
   * @throws IllegalArgumentException if the file is there and of another study or size
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays; the file keeps
   *     what was measured
   */
  public static Table run(Study study, Study.Size size, Workers workers, Path file, Consumer<String> progress)
      throws IOException {
    StudyFile store = new StudyFile(study, size, file);
    Set<List<Object>> known = new HashSet<>();
    store.read().forEach(row -> known.add(study.schema().key(row)));
    List<Setting> settings = study.settings(size);
    List<Setting> missing = settings.stream().filter(setting -> !known.contains(setting.values())).toList();
    if (!missing.isEmpty()) {
      store.begin();
      study.run(missing, size, workers, progress, rows -> {
        try {
          store.append(rows);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
    return study.schema().sorted(store.read(), settings);
  }

  /** Arguments: name, quick or full, file to write or to go on with. Without arguments it lists the studies. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.out.println("usage: Studies <name> quick|full <file.csv>; the names are");
      ALL.forEach(study -> System.out.println("  " + study.name() + ": " + study.question()));
      return;
    }
    Study study = byName(arguments[0]);
    Study.Size size = Study.Size.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    Path file = Path.of(arguments[2]).toAbsolutePath();
    try (Workers workers = Workers.ofCores()) {
      Table table = run(study, size, workers, file, System.out::println);
      System.out.println(table.rowCount() + " rows written to " + file);
    }
  }
}
