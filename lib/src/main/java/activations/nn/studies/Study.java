package activations.nn.studies;

import activations.nn.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * An experiment as a declaration: contenders × learning rates, or any other grid, × seeds; each point of the grid is
 * one {@linkplain Trial trial}, which trains, measures and adds rows to a table. {@link Studies#run} keeps the rows in
 * a file and goes on where it was stopped; {@link Comparison} chooses learning rates and compares.
 *
 * <pre>{@code
 * Study study = Study.named("waves", "a small network fits waves")
 *     .vary("activation", "relu", "gelu")
 *     .learningRates(0.01, 0.03)
 *     .seeds(5)
 *     .numbers(Study.TUNING_LOSS, "loss")
 *     .trial((setting, rows) -> {
 *       Dataset train = ToyData.waves(300, 0.1, setting.seed());
 *       ...
 *       rows.add(tuningLoss, loss);
 *     });
 * Table runs = study.run(Size.FULL, workers, System.out::println);
 * }</pre>
 *
 * <p>The table has a column for each factor of the grid, in the order of the declaration, and then one for each measure.
 * The rows come in the order of the grid, and each has the same bits whatever the number of threads.
 */
public final class Study {

  /** The column of the learning rates. */
  public static final String LEARNING_RATE = "learningRate";
  /** The column of the seeds. */
  public static final String SEED = "seed";
  /** The column of the loss by which a learning rate is chosen. */
  public static final String TUNING_LOSS = "tuningLoss";

  /** How much is computed: a study may have fewer values of a factor, or shorter trials, if it is quick. */
  public enum Size {
    /** To see the shape of the result; those behind the notebooks take at most a minute on two cores. */
    QUICK,
    /** The whole grid; what the notebooks report. */
    FULL
  }

  /** Takes the rows of one trial. */
  public interface Rows {

    /**
     * Adds a row. Where training diverged there is no result: the numbers are NaN.
     *
     * @param measures one for each measure of the study, in their order; an int counts as a number too
     * @throws IllegalArgumentException if there are not as many, or one is of another type
     */
    void add(Object... measures);
  }

  /** What is done for one point of the grid. */
  public interface Trial {

    /**
     * Trains and measures. Several trials run at a time, so each makes its own network and optimiser; data that is only
     * read may be shared.
     *
     * @param setting the point of the grid
     * @param rows takes the results, as many rows as the trial has, at least one
     */
    void run(Setting setting, Rows rows);
  }

  private final String name;
  private final String question;
  private final List<Factor> factors;
  private final List<Schema.Column> measures;
  private final RateSearch search;
  private final List<Contest> contests;
  private final Function<Size, Trial> trials;

  private Study(Builder builder, Function<Size, Trial> trials) {
    name = builder.name;
    question = builder.question;
    factors = List.copyOf(builder.factors);
    measures = List.copyOf(builder.measures);
    search = builder.search;
    contests = List.copyOf(builder.contests);
    this.trials = trials;
  }

  /**
   * Begins a declaration.
   *
   * @param name the name of the study and of its table, for example {@code "depth"}
   * @param question what it measures, in one line
   * @return a builder; its {@code trial} ends the declaration
   */
  public static Builder named(String name, String question) {
    return new Builder(name, question);
  }

  /** {@return the name of the study and of its table} */
  public String name() {
    return name;
  }

  /** {@return what it measures, in one line} */
  public String question() {
    return question;
  }

  /** The columns of its table. */
  Schema schema() {
    return new Schema(name, factors.size(),
        Stream.concat(factors.stream().map(Factor::column), measures.stream()).toList());
  }

  /** {@return what its contenders are compared in, as it was declared} */
  public List<Contest> contests() {
    return contests;
  }

  /** How its learning rates are found; null if they are a grid. */
  RateSearch search() {
    return search;
  }

  /** Whether a run of this size searches its learning rates. */
  boolean isSearched(Size size) {
    return search != null && size == Size.FULL;
  }

  /** The names of the factors that are neither the contender of a contest nor the learning rate nor the seed. */
  List<String> conditions(String contender) {
    return factors.stream().map(Factor::name)
        .filter(one -> !List.of(contender, LEARNING_RATE, SEED).contains(one)).toList();
  }

  /**
   * The number of points of the grid; a {@linkplain Builder#learningRates(RateSearch, double...) search} adds to them.
   *
   * @param size decides the values of each factor
   * @return the product of the numbers of values of all factors
   */
  public int trials(Size size) {
    return settings(size).size();
  }

  /**
   * The points of the grid, in the order of the table.
   *
   * @param size decides the values of each factor
   * @return every combination of values; those of the last factor change fastest
   */
  public List<Setting> settings(Size size) {
    List<List<Object>> points = List.of(List.of());
    for (Factor factor : factors) {
      points = points.stream().flatMap(point -> factor.values().get(size).stream().map(value -> {
        List<Object> longer = new ArrayList<>(point);
        longer.add(value);
        return longer;
      })).collect(Collectors.toList());
    }
    List<String> names = factors.stream().map(Factor::name).toList();
    return points.stream().map(point -> new Setting(names, List.copyOf(point))).toList();
  }

  /**
   * What a study still has to do: the points of the grid that have no rows, or, of a full run whose learning rates are
   * searched, the next ones that the search asks for.
   *
   * @param rows of trials that have run
   * @param size decides the values of each factor
   * @return in the order of the grid; empty if the study is complete
   */
  List<Setting> missing(Table rows, Size size) {
    Map<List<Object>, Row> known = new HashMap<>();
    rows.forEach(row -> known.put(schema().key(row), rows.row(row.getRowNumber())));
    if (!isSearched(size)) {
      return settings(size).stream().filter(setting -> !known.containsKey(setting.values())).toList();
    }
    List<Integer> seeds = settings(size).stream().map(Setting::seed).distinct().toList();
    return contenders(size).stream()
        .flatMap(contender -> search.missing(contender, seeds, setting -> known.get(setting.values())).stream())
        .toList();
  }

  /** The rows that are of this study, in the order of the grid; searched learning rates stand in theirs. */
  Table sorted(Table table, Size size) {
    int n = table.rowCount();
    double[][] positions = new double[n][];
    for (Row row : table) {
      List<Object> key = schema().key(row);
      positions[row.getRowNumber()] = IntStream.range(0, factors.size())
          .mapToDouble(i -> position(factors.get(i), key.get(i), size)).toArray();
    }
    Table sorted = table.emptyCopy();
    IntStream.range(0, n).filter(i -> Arrays.stream(positions[i]).allMatch(at -> at >= 0)).boxed()
        .sorted((i, j) -> Arrays.compare(positions[i], positions[j])).forEach(i -> sorted.append(table.row(i)));
    return sorted;
  }

  /** Where a value stands among those of its factor; -1 if it is none of them. */
  private double position(Factor factor, Object value, Size size) {
    return isSearched(size) && factor.name().equals(LEARNING_RATE) ? (double) value
        : factor.values().get(size).indexOf(value);
  }

  /** A point of the grid for each contender in each condition: at the first learning rate and seed. */
  List<Setting> contenders(Size size) {
    List<Setting> all = settings(size);
    Setting first = all.get(0);
    return all.stream().filter(setting -> setting.learningRate() == first.learningRate()
        && setting.seed() == first.seed()).toList();
  }

  /**
   * Runs every point of the grid. What was measured is lost if the run is interrupted; {@link Studies#run} keeps it in a
   * file.
   *
   * @param size decides the values of each factor, and how much a trial computes
   * @param workers run several trials at a time
   * @param progress receives one line after each trial, with an estimate of the time left; from any thread
   * @return the rows of all trials, in the order of the grid
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it stays
   * @throws IllegalStateException if a trial fails or adds no row; the message says at which point of the grid
   */
  public Table run(Size size, Workers workers, Consumer<String> progress) {
    Table table = schema().table(List.of());
    Trial trial = trials.apply(size);
    for (List<Setting> next = missing(table, size); !next.isEmpty(); next = missing(table, size)) {
      table.append(schema().table(run(next, trial, workers, progress, (rows, seconds) -> {})));
    }
    return sorted(table, size);
  }

  /**
   * The rows of one point of the grid.
   *
   * @param setting one of {@link #settings}
   * @param size decides how much the trial computes
   * @return the rows that its trial adds
   * @throws IllegalStateException if the trial fails or adds no row
   */
  public Table run(Setting setting, Size size) {
    return schema().table(List.of(rows(trials.apply(size), setting)));
  }

  /** What is done at each point of the grid in a run of this size. */
  Trial trial(Size size) {
    return trials.apply(size);
  }

  /** Takes the rows of a trial that has just ended. */
  interface Done {
    void accept(List<Object[]> rows, double seconds);
  }

  /** The rows of each of these settings; {@code done} is called with those of each trial as soon as it ends. */
  List<List<Object[]>> run(List<Setting> settings, Trial trial, Workers workers, Consumer<String> progress, Done done) {
    Estimate estimate = new Estimate(settings.size(), System::nanoTime);
    return workers.map(settings.size(), i -> {
      Setting setting = settings.get(i);
      long start = System.nanoTime();
      List<Object[]> rows = rows(trial, setting);
      done.accept(rows, (System.nanoTime() - start) * 1e-9);
      synchronized (estimate) {
        progress.accept(estimate.step(setting.toString()));
      }
      return rows;
    });
  }

  private List<Object[]> rows(Trial trial, Setting setting) {
    List<Object[]> rows = new ArrayList<>();
    try {
      trial.run(setting, measured -> rows.add(
          Stream.concat(setting.values().stream(), Arrays.stream(schema().measures(measured))).toArray()));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalStateException("the trial of " + name + " at " + setting + " failed: " + e.getMessage(), e);
    }
    if (rows.isEmpty()) {
      throw new IllegalStateException("the trial of " + name + " at " + setting + " added no row");
    }
    return rows;
  }

  /** Its name and its question. */
  @Override
  public String toString() {
    return name + ": " + question;
  }

  /** Declares a study. */
  public static final class Builder {

    private final String name;
    private final String question;
    private final List<Factor> factors = new ArrayList<>();
    private final List<Schema.Column> measures = new ArrayList<>();
    private final List<Contest> contests = new ArrayList<>();
    private RateSearch search;

    private Builder(String name, String question) {
      this.name = Objects.requireNonNull(name, "name is null");
      this.question = Objects.requireNonNull(question, "question is null");
      Factor.requirePlain("the name of a study", name);
      if (question.lines().count() != 1) {
        throw new IllegalArgumentException("the question of " + name + " must be one line, not \"" + question + "\"");
      }
    }

    /**
     * A factor with these values: all text, all whole numbers, or all numbers.
     *
     * @param factor its name and that of its column, for example {@code "activation"}
     * @param values at least one, all {@code String}, all {@code Integer} or all {@code Double}
     * @return this builder
     * @throws IllegalArgumentException if there is no value, or one stands twice, is of another type than the others, or
     *     is text that a file of comma-separated values does not keep; or if there is a column of that name
     */
    public Builder vary(String factor, Object... values) {
      return vary(factor, List.of(values), List.of(values));
    }

    /**
     * A factor that has fewer values if the study is quick.
     *
     * @param factor its name and that of its column, for example {@code "depth"}
     * @param quick its values in a quick run, of the same type as the others; at least one
     * @param full its values in a full run: all {@code String}, all {@code Integer} or all {@code Double}; at least one
     * @return this builder
     * @throws IllegalArgumentException as the other method
     */
    public Builder vary(String factor, List<?> quick, List<?> full) {
      Factor added = Factor.of(factor, quick, full);
      requireNew(factor);
      factors.add(added);
      return this;
    }

    /**
     * The learning rates of an optimiser: {@link #vary} with the factor {@link #LEARNING_RATE}.
     *
     * @param rates at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public Builder learningRates(double... rates) {
      return vary(LEARNING_RATE, Arrays.stream(rates).boxed().toArray());
    }

    /**
     * Learning rates that are searched for in a full run; a quick one has some that are given.
     *
     * @param search finds the learning rates of each contender
     * @param quick the learning rates of a quick run, at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public Builder learningRates(RateSearch search, double... quick) {
      Objects.requireNonNull(search, "search is null");
      vary(LEARNING_RATE, Arrays.stream(quick).boxed().toList(), search.start());
      this.search = search;
      return this;
    }

    /**
     * A comparison that this study is for, declared before it runs. {@link Report} makes it.
     *
     * @param contest names columns of this study
     * @return this builder
     */
    public Builder contest(Contest contest) {
      contests.add(contest);
      return this;
    }

    /**
     * The same seeds 1, 2, …, n for both sizes.
     *
     * @param n how many, at least 1
     * @return this builder
     * @throws IllegalArgumentException if n is less than 1
     */
    public Builder seeds(int n) {
      return seeds(n, n);
    }

    /**
     * The seeds 1, 2, …; fewer if the study is quick.
     *
     * @param quick how many in a quick run, at least 1
     * @param full how many in a full run, at least 1
     * @return this builder
     * @throws IllegalArgumentException if one is less than 1
     */
    public Builder seeds(int quick, int full) {
      return vary(SEED, IntStream.rangeClosed(1, quick).boxed().toList(),
          IntStream.rangeClosed(1, full).boxed().toList());
    }

    /**
     * Measures that are numbers: the next columns of the table.
     *
     * @param names of the columns; a trial gives a {@code double} for each, NaN where there is no result
     * @return this builder
     * @throws IllegalArgumentException if there is a column of one of the names, or one is no plain text
     */
    public Builder numbers(String... names) {
      return measure(ColumnType.DOUBLE, names);
    }

    /**
     * Measures that are whole numbers: the next columns of the table.
     *
     * @param names of the columns; a trial gives an {@code int} for each
     * @return this builder
     * @throws IllegalArgumentException if there is a column of one of the names, or one is no plain text
     */
    public Builder counts(String... names) {
      return measure(ColumnType.INTEGER, names);
    }

    private Builder measure(ColumnType type, String... names) {
      for (String one : names) {
        requireNew(one);
        measures.add(new Schema.Column(one, type));
      }
      return this;
    }

    private void requireNew(String column) {
      Factor.requirePlain("the name of a column", column);
      if (factors.stream().anyMatch(factor -> factor.name().equals(column))
          || measures.stream().anyMatch(measure -> measure.name().equals(column))) {
        throw new IllegalArgumentException("the study " + name + " has two columns named \"" + column + "\"");
      }
    }

    /**
     * What is done at each point of the grid, whatever the size.
     *
     * @param trial trains, measures and adds rows
     * @return the study
     */
    public Study trial(Trial trial) {
      Objects.requireNonNull(trial, "trial is null");
      return trial(size -> trial);
    }

    /**
     * What is done at each point of the grid; the function prepares for a size what all of them share.
     *
     * @param trials called once for a run with its size, for example to read the data
     * @return the study
     * @throws IllegalArgumentException if a contest or the search names a column, a contender or a criterion that the
     *     study does not have
     */
    public Study trial(Function<Size, Trial> trials) {
      Set<String> columns = Stream.concat(factors.stream().map(Factor::name),
          measures.stream().map(Schema.Column::name)).collect(Collectors.toSet());
      Stream.concat(contests.stream().flatMap(contest -> contest.columns().stream()),
          search == null ? Stream.of() : Stream.concat(Stream.of(SEED), search.columns().stream()))
          .filter(column -> !columns.contains(column)).findFirst().ifPresent(column -> {
            throw new IllegalArgumentException("the study " + name + " has no column \"" + column + "\"");
          });
      contests.forEach(contest -> {
        List<?> contenders = factors.stream().filter(factor -> factor.name().equals(contest.contender())).findFirst()
            .map(factor -> factor.values().get(Size.FULL)).orElse(List.of());
        if (!contenders.contains(contest.reference())) {
          throw new IllegalArgumentException("the study " + name + " has no " + contest.contender() + " \""
              + contest.reference() + "\" to compare with; there are " + contenders);
        }
        if (search != null && !search.criteria().contains(contest.criterion())) {
          throw new IllegalArgumentException("the study " + name + " chooses by " + contest.criterion()
              + " but searches by " + search.criteria());
        }
      });
      return new Study(this, Objects.requireNonNull(trials, "trials is null"));
    }
  }
}
