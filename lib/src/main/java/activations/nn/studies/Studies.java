package activations.nn.studies;

import activations.nn.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tech.tablesaw.api.Table;

/** The studies behind the notebooks, and the command that runs one into a file. */
public final class Studies {

  private static final List<Study> ALL = List.of(DepthStudy.STUDY, DeadUnits.STUDY, DeepTraining.STUDY,
      Classifiers.STROKES, Autoencoders.STROKES, Classifiers.MNIST, Autoencoders.MNIST, GluDepth.STUDY,
      GluDigits.STUDY, GluTransformer.STUDY, GluWaves.STUDY);

  private Studies() {}

  /** {@return every study behind the notebooks} */
  public static List<Study> all() {
    return ALL;
  }

  /**
   * The study of that name.
   *
   * @param name for example {@code "depth"}
   * @return the study, which has not run yet
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
   * @param name for example {@code "depth"}
   * @return the rows of the whole grid, in its order
   * @throws IllegalArgumentException if there is no such study; the message names all
   * @throws IllegalStateException if its table is not part of the library
   */
  public static Table stored(String name) {
    return stored(byName(name));
  }

  static Table stored(Study study) {
    String file = study.name() + ".csv";
    try (InputStream in = Studies.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not part of this library; " + Studies.class.getName()
            + ".main writes it");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (!study.schema().header().equals(text.lines().skip(1).findFirst().orElse(""))) {
        throw new IllegalStateException(file + " is of another version of this study: its columns are not "
            + study.schema().header());
      }
      return study.sorted(StudyFile.read(study.schema(), new StringReader(text)), Study.Size.FULL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the trials that a file does not have, and writes the rows of each as soon as it ends: a run that was stopped,
   * also by ending the program, goes on with the same call.
   *
   * <p>The file is comma-separated values in the order in which the trials ended, with comments behind #: the name, size
   * and question of the study; when, from what code, by what command and on what machine each batch of rows was
   * measured; and after the rows of each trial how long it took. The grid may grow or shrink: rows
   * of points that it no longer has stay in the file and are left out of the table. What the trial does is not compared:
   * who changes it chooses another file. One run at a time writes into a file.
   *
   * @param study any, also one that is not in {@link #all}
   * @param size decides the values of each factor, and how much a trial computes
   * @param workers run several trials at a time
   * @param file comma-separated values; made, with its folders, if it is not there
   * @param progress receives one line if the file has rows already, and one after each trial, from any thread
   * @return the rows of the whole grid, in its order
   * @throws IllegalArgumentException if the file is there and of another study, question or size
   * @throws IllegalStateException if another run writes into the file, or if a trial fails or adds no row; those that
   *     have ended are kept
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays; the file keeps
   *     what was measured
   * @throws IOException if the file cannot be read or begun
   * @throws UncheckedIOException if the rows of a trial cannot be written
   */
  public static Table run(Study study, Study.Size size, Workers workers, Path file, Consumer<String> progress)
      throws IOException {
    StudyFile store = new StudyFile(study, size, file);
    Table known = store.read();
    List<Setting> missing = study.missing(known, size);
    if (!known.isEmpty()) {
      long trials = known.stream().map(row -> study.schema().key(row)).distinct().count();
      progress.accept(trials + " trials are in " + file + "; " + (missing.isEmpty() ? "none is missing"
          : missing.size() + (study.isSearched(size) ? " are next" : " are missing")));
    }
    if (missing.isEmpty()) {
      return study.sorted(known, size);
    }
    Closeable lock = store.lock();
    try {
      store.begin();
      Study.Trial trial = study.trial(size);
      while (!(missing = study.missing(store.read(), size)).isEmpty()) {
        study.run(missing, trial, workers, progress, (rows, seconds) -> {
          try {
            store.append(rows, seconds);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
      }
      return study.sorted(store.read(), size);
    } finally {
      lock.close();
    }
  }

  /**
   * Arguments: name, quick or full, file to write or to go on with. Without arguments it lists the studies.
   *
   * @param arguments three, for example {@code depth quick depth.csv}; with any other number it lists the studies
   * @throws IOException if the file cannot be read or begun
   * @throws IllegalArgumentException if the name or the size is unknown, or the file is of another study or size
   */
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
      System.out.println(table.rowCount() + " rows in " + file);
    }
  }
}
