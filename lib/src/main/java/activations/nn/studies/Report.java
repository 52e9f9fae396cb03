package activations.nn.studies;

import activations.Numbers;
import activations.notebook.Plot;
import activations.notebook.Plots;
import activations.notebook.Show;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The answer of a study to one of its {@linkplain Contest questions}, the same way for every study: each contender in
 * each condition at the learning rate that is best for it, its differences from the reference over the seeds, and
 * intervals that allow for the number of comparisons. The interval decides:
 *
 * <ul>
 *   <li>{@code equal} to the reference: the interval lies within the margin that the contest declares;
 *   <li>{@code higher} or {@code lower}: it reaches beyond the margin, and does not contain 0;
 *   <li>{@code open}: it reaches beyond the margin and contains 0, so the runs cannot tell;
 *   <li>{@code not learnt}: no learning rate taught it anything, so it is compared with nothing.
 * </ul>
 */
public final class Report {

  private static final String REFERENCE = "reference";
  private static final String NOT_LEARNT = "not learnt";

  private final Study study;
  private final Contest contest;
  private final List<Line> lines = new ArrayList<>();

  /** One contender in one condition; {@code rate} is NaN if it has not learnt. */
  private static final class Line {
    private final String contender;
    private final String condition;
    private double rate = Double.NaN;
    private double[] values = {};
    private PairedTTest difference;
    private double pairing = Double.NaN;
    private double p = Double.NaN;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private String verdict = NOT_LEARNT;

    Line(String contender, String condition) {
      this.contender = contender;
      this.condition = condition;
    }

    String name() {
      return condition.isEmpty() ? contender : contender + ", " + condition;
    }

    double meanDifference() {
      return difference == null ? Double.NaN : difference.mean();
    }
  }

  private Report(Study study, Contest contest) {
    this.study = study;
    this.contest = contest;
  }

  /**
   * The answer of a study behind the notebooks, from its stored runs.
   *
   * @param study its name, for example {@code "digits"}
   * @param question that of one of its contests
   * @return the answer
   * @throws IllegalArgumentException if there is no such study or question; the message names all
   * @throws IllegalStateException if its table is not part of the library, or its runs are not complete
   */
  public static Report of(String study, String question) {
    return ofAll(Studies.byName(study), question, Studies.stored(study));
  }

  /** As {@link #of(Study, String, Table)}, of runs none of which is missing. */
  static Report ofAll(Study study, String question, Table runs) {
    int missing = study.missing(runs, Study.Size.FULL).size();
    if (missing > 0) {
      throw new IllegalStateException("the runs of " + study.name() + " are not complete: at least " + missing
          + " are missing; activations.nn.studies.Studies.main goes on with them");
    }
    return of(study, question, runs);
  }

  /**
   * The answer of a study from a table of its runs.
   *
   * @param study any that has a contest
   * @param question that of one of its contests
   * @param runs the result of {@link Study#run} or {@link Studies#run}
   * @return the answer
   * @throws IllegalArgumentException if there is no such question, or as {@link Comparison#of}
   */
  public static Report of(Study study, String question, Table runs) {
    Contest contest = study.contests().stream().filter(one -> one.question().equals(question)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the study " + study.name() + " has no question \"" + question
            + "\"; it has " + study.contests().stream().map(Contest::question).collect(Collectors.joining(", "))));
    Report report = new Report(study, contest);
    report.compare(lastRows(study, runs));
    return report;
  }

  /** The last row of each trial. */
  private static Table lastRows(Study study, Table runs) {
    Map<List<Object>, Integer> last = new LinkedHashMap<>();
    runs.forEach(row -> last.put(study.schema().key(row), row.getRowNumber()));
    return runs.rows(last.values().stream().mapToInt(Integer::intValue).toArray());
  }

  private void compare(Table trials) {
    List<String> conditions = study.conditions(contest.contender());
    Map<List<Object>, Table> byCondition = new LinkedHashMap<>();
    for (Row row : trials) {
      byCondition.computeIfAbsent(conditions.stream().map(row::getObject).toList(), key -> trials.emptyCopy())
          .append(trials.row(row.getRowNumber()));
    }
    byCondition.forEach((condition, part) ->
        compare(new Setting(conditions, condition).toString(), part));
    List<Line> compared = lines.stream().filter(line -> line.difference != null).toList();
    Holm holm = Holm.of(compared.stream().map(line -> line.difference).toList());
    for (int i = 0; i < compared.size(); i++) {
      Line line = compared.get(i);
      line.p = holm.p()[i];
      line.low = holm.low()[i];
      line.high = holm.high()[i];
      line.verdict = line.low > -contest.margin() && line.high < contest.margin() ? "equal"
          : line.low > 0 ? "higher" : line.high < 0 ? "lower" : "open";
    }
  }

  /** All contenders in one condition. */
  private void compare(String condition, Table trials) {
    Table learnt = trials.emptyCopy();
    Map<String, Line> all = new LinkedHashMap<>();
    StringColumn names = trials.column(contest.contender()).asStringColumn();
    for (String name : new LinkedHashSet<>(names.asList())) {
      all.put(name, new Line(name, condition));
      Table own = trials.where(names.isEqualTo(name));
      if (hasLearnt(own)) {
        learnt.append(own);
      }
    }
    if (!learnt.isEmpty()) {
      Comparison comparison =
          Comparison.of(learnt, contest.contender(), contest.criterion(), contest.measure());
      comparison.names().forEach(name -> {
        all.get(name).rate = comparison.learningRate(name);
        all.get(name).values = comparison.values(name);
      });
    }
    Line reference = all.get(contest.reference());
    if (reference == null) {
      throw new IllegalArgumentException(
          contest.reference() + " did not run" + (condition.isEmpty() ? "" : ", where " + condition));
    }
    all.values().stream().filter(line -> line.values.length > 0).forEach(line -> {
      if (line == reference) {
        line.verdict = REFERENCE;
      } else if (reference.values.length > 0) {
        line.difference = PairedTTest.of(line.values, reference.values);
        line.pairing = line.difference.deviation()
            / Math.sqrt(Variance.of(line.values).getAsDouble() + Variance.of(reference.values).getAsDouble());
      } else {
        line.verdict = contest.reference() + " has " + NOT_LEARNT;
      }
    });
    lines.addAll(all.values());
  }

  /** Whether any learning rate reached the accuracy that the search asks for, in the mean over its seeds. */
  private boolean hasLearnt(Table contender) {
    RateSearch search = study.search();
    if (search == null || search.accuracy() == null) {
      return true;
    }
    Map<Double, List<Double>> accuracies = new HashMap<>();
    contender.forEach(row -> accuracies.computeIfAbsent(row.getDouble(Study.LEARNING_RATE), rate -> new ArrayList<>())
        .add(row.getDouble(search.accuracy())));
    return accuracies.values().stream().filter(seeds -> seeds.size() > 1).anyMatch(seeds ->
        seeds.stream().mapToDouble(Double::doubleValue).sum() / seeds.size() >= search.threshold());
  }

  /** {@return the contest that it answers} */
  public Contest contest() {
    return contest;
  }

  /**
   * {@return a row for each contender in each condition} The columns: the contender; {@code in}, the condition, if there
   * is more than one; its {@code learning rate}; how many {@code seeds}; the {@code mean} of the measure; mean
   * difference from the reference, {@code minus <reference>}; {@code low} and {@code high}, its interval, corrected for
   * the number of comparisons as {@link Comparison#against} says; {@code p (Holm)}; {@code paired/unpaired}, the standard error of the difference with
   * pairs as a fraction of that without, below 1 where pairing helps; and the {@code verdict}.
   */
  public Table table() {
    Table table = Table.create(title(),
        StringColumn.create(contest.contender(), lines.stream().map(line -> line.contender)),
        StringColumn.create("in", lines.stream().map(line -> line.condition)),
        numbers("learning rate", line -> line.rate),
        IntColumn.create("seeds", lines.stream().mapToInt(line -> line.values.length)),
        numbers("mean", line -> line.values.length == 0 ? Double.NaN : Mean.of(line.values).getAsDouble()),
        numbers("minus " + contest.reference(), Line::meanDifference),
        numbers("low", line -> line.low),
        numbers("high", line -> line.high),
        numbers("p (Holm)", line -> line.p),
        numbers("paired/unpaired", line -> line.pairing),
        StringColumn.create("verdict", lines.stream().map(line -> line.verdict)));
    return lines.stream().allMatch(line -> line.condition.isEmpty()) ? table.removeColumns("in") : table;
  }

  private DoubleColumn numbers(String name, ToDoubleFunction<Line> number) {
    return DoubleColumn.create(name, lines.stream().mapToDouble(number));
  }

  private String title() {
    return study.name() + ", " + contest.question() + ": " + contest.measure();
  }

  /**
   * {@return a forest plot: for each comparison its mean difference and corrected interval, the line of no difference,
   * and the margin within which a difference matters to nobody}
   *
   * @throws IllegalStateException if nothing could be compared
   */
  public Plot forest() {
    List<Line> compared = compared();
    return Plots.forest(title(), "difference in " + contest.measure() + " from " + contest.reference(),
        compared.stream().map(Line::name).toArray(String[]::new),
        compared.stream().mapToDouble(Line::meanDifference).toArray(),
        compared.stream().mapToDouble(line -> line.low).toArray(),
        compared.stream().mapToDouble(line -> line.high).toArray(), contest.margin());
  }

  private List<Line> compared() {
    List<Line> compared = lines.stream().filter(line -> line.difference != null).toList();
    if (compared.isEmpty()) {
      throw new IllegalStateException(title() + ": nothing learnt, so there is nothing to compare");
    }
    return compared;
  }

  /** {@return the forest plot in words, for those who do not see it: what was decided, and how} */
  public String alt() {
    Map<String, String> byVerdict = compared().stream().collect(Collectors.groupingBy(line -> line.verdict,
        LinkedHashMap::new, Collectors.mapping(line -> line.name() + " " + Numbers.format(line.meanDifference(), 2),
            Collectors.joining("; "))));
    return title() + ", minus " + contest.reference() + ". " + byVerdict.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining(". "))
        + ".";
  }

  /** Shows the table, and the forest plot below it. */
  public void show() {
    Show.table(table());
    Show.chart(forest(), alt());
  }

  /**
   * The verdict on one contender.
   *
   * @param contender a value of the contest's factor
   * @param condition the values of the other factors, as in the column {@code in}; none if there is one condition only
   * @return {@code higher}, {@code lower}, {@code equal}, {@code open}, {@code not learnt} or {@code reference}; where
   *     the reference has not learnt, that it has not
   * @throws IllegalArgumentException if there is no such row
   */
  public String verdict(String contender, String... condition) {
    String in = String.join(", ", condition);
    return lines.stream().filter(line -> line.contender.equals(contender) && line.condition.equals(in)).findFirst()
        .map(line -> line.verdict).orElseThrow(() -> new IllegalArgumentException("there is no " + contender + " in \""
            + in + "\"; there are " + lines.stream().map(Line::name).collect(Collectors.joining("; "))));
  }
}
