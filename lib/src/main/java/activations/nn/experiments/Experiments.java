package activations.nn.experiments;

import activations.nn.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The experiments, and the command that runs one and writes its table as comma-separated values. */
public final class Experiments {

  private static final List<Experiment> ALL = List.of(new DepthStudy(), new DeadUnits(), new DigitsClassifier(),
      new DigitsAutoencoder(), new GluDigits(), new GluTransformer());

  private Experiments() {}

  /** Every experiment. */
  public static List<Experiment> all() {
    return ALL;
  }

  /**
   * The experiment of that name.
   *
   * @throws IllegalArgumentException if there is none; the message names all
   */
  public static Experiment byName(String name) {
    return ALL.stream().filter(experiment -> experiment.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no experiment is called \"" + name + "\"; the names are "
            + String.join(", ", ALL.stream().map(Experiment::name).toList())));
  }

  /**
   * The table of the full run of an experiment, as it is kept with the library.
   *
   * @throws IllegalArgumentException if there is no such experiment; the message names all
   */
  public static Table stored(String name) {
    String file = byName(name).name() + ".csv";
    try (InputStream in = Experiments.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not part of this library; " + Experiments.class.getName()
            + ".main writes it");
      }
      // Without a sample, column types come from all rows.
      return Table.read().usingOptions(CsvReadOptions.builder(in).tableName(name).sample(false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Arguments: name, quick or full, file to write. Without arguments it lists the experiments. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.out.println("usage: Experiments <name> quick|full <file.csv>; the names are");
      ALL.forEach(experiment -> System.out.println("  " + experiment.name() + ": " + experiment.describe()));
      return;
    }
    Experiment experiment = byName(arguments[0]);
    Experiment.Size size = Experiment.Size.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    Path file = Path.of(arguments[2]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    try (Workers workers = Workers.ofCores()) {
      Table table = experiment.run(size, workers, System.out::println);
      table.write().csv(file.toFile());
      System.out.println(table.rowCount() + " rows written to " + file);
    }
  }
}
