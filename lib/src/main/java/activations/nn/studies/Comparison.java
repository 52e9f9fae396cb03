package activations.nn.studies;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Contenders compared fairly: each at the learning rate that suits it best, on the same seeds.
 *
 * <p>The learning rate of a contender is the one with the smallest mean of the tuning loss over the seeds, of those that
 * ran with all of its seeds; one that let any seed diverge (NaN) is not taken. The measure that is reported comes from data that had no part in the choice.
 */
public final class Comparison {

  private static final String SEEDS = "seeds";
  private static final String DIFFERENCE = "difference";
  private static final String HOLM = "p (Holm)";

  private final String column;
  private final String measure;
  private final Map<String, Contender> contenders = new LinkedHashMap<>();

  /** A contender at its learning rate, with the measure of each seed. */
  private record Contender(double learningRate, TreeMap<Integer, Double> bySeed) {

    double[] values() {
      return bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  private Comparison(String column, String measure) {
    this.column = column;
    this.measure = measure;
  }

  /**
   * Chooses each contender's learning rate.
   *
   * @param runs one row for each contender, learning rate and seed, in the columns {@code column},
   *     {@code learningRate} and {@code seed}
   * @param column names the contenders, for example {@code "activation"}; their names are its values as text
   * @param tuningLoss the column by which a learning rate is chosen; the smallest mean wins
   * @param measure the column of numbers that is compared
   * @return the contenders, each at its learning rate
   * @throws IllegalArgumentException if a column is missing or has no numbers, a contender has two rows for one learning
   *     rate and seed, all its learning rates diverged, its measure is NaN at the chosen one, or the contenders do not
   *     share their seeds
   */
  public static Comparison of(Table runs, String column, String tuningLoss, String measure) {
    for (String needed : List.of(column, Study.LEARNING_RATE, Study.SEED, tuningLoss, measure)) {
      if (!runs.containsColumn(needed)) {
        throw new IllegalArgumentException(
            "the table has no column \"" + needed + "\"; it has " + String.join(", ", runs.columnNames()));
      }
    }
    Column<?> names = runs.column(column);
    NumericColumn<?> learningRates = numbers(runs, Study.LEARNING_RATE);
    NumericColumn<?> seeds = numbers(runs, Study.SEED);
    NumericColumn<?> losses = numbers(runs, tuningLoss);
    NumericColumn<?> measures = numbers(runs, measure);
    Map<String, TreeMap<Double, TreeMap<Integer, double[]>>> all = new LinkedHashMap<>();
    for (int i = 0; i < runs.rowCount(); i++) {
      String name = String.valueOf(names.get(i));
      double learningRate = learningRates.getDouble(i);
      int seed = (int) seeds.getDouble(i);
      double[] before = all.computeIfAbsent(name, contender -> new TreeMap<>())
          .computeIfAbsent(learningRate, rate -> new TreeMap<>())
          .put(seed, new double[] {losses.getDouble(i), measures.getDouble(i)});
      if (before != null) {
        throw new IllegalArgumentException("more than one row for " + name + ", learning rate " + learningRate
            + ", seed " + seed + "; choose one with Table.where");
      }
    }
    Comparison comparison = new Comparison(column, measure);
    all.forEach((name, rates) -> comparison.contenders.put(name, atBest(name, rates)));
    comparison.contenders.forEach((name, contender) -> {
      Map.Entry<String, Contender> first = comparison.contenders.entrySet().iterator().next();
      if (!contender.bySeed.keySet().equals(first.getValue().bySeed.keySet())) {
        throw new IllegalArgumentException(name + " has the seeds " + contender.bySeed.keySet() + " and "
            + first.getKey() + " has " + first.getValue().bySeed.keySet() + "; they must be the same");
      }
    });
    return comparison;
  }

  private static NumericColumn<?> numbers(Table runs, String column) {
    if (runs.column(column) instanceof NumericColumn<?> numbers) {
      return numbers;
    }
    throw new IllegalArgumentException("the column \"" + column + "\" must have numbers, not "
        + runs.column(column).type());
  }

  private static Contender atBest(String name, TreeMap<Double, TreeMap<Integer, double[]>> rates) {
    int seeds = rates.values().stream().mapToInt(TreeMap::size).max().orElseThrow();
    double best = Double.NaN;
    double smallest = Double.POSITIVE_INFINITY;
    for (Map.Entry<Double, TreeMap<Integer, double[]>> rate : rates.entrySet()) {
      double loss = rate.getValue().values().stream().mapToDouble(run -> run[0]).average().orElseThrow();
      // false for NaN
      if (rate.getValue().size() == seeds && loss < smallest) {
        smallest = loss;
        best = rate.getKey();
      }
    }
    if (Double.isNaN(best)) {
      throw new IllegalArgumentException(name + " diverged with each of its learning rates " + rates.keySet());
    }
    TreeMap<Integer, Double> bySeed = new TreeMap<>();
    for (Map.Entry<Integer, double[]> run : rates.get(best).entrySet()) {
      if (Double.isNaN(run.getValue()[1])) {
        throw new IllegalArgumentException("the measure of " + name + " is NaN at its learning rate " + best + ", seed "
            + run.getKey() + ", though the tuning loss is not");
      }
      bySeed.put(run.getKey(), run.getValue()[1]);
    }
    return new Contender(best, bySeed);
  }

  /** {@return the contenders in the order of the table} */
  public List<String> names() {
    return List.copyOf(contenders.keySet());
  }

  /**
   * The learning rate chosen for a contender.
   *
   * @param name one of {@link #names}
   * @return the one with the smallest mean of the tuning loss
   * @throws IllegalArgumentException if there is no such contender; the message names all
   */
  public double learningRate(String name) {
    return contender(name).learningRate;
  }

  /**
   * The measure of a contender at its learning rate, in the order of the seeds.
   *
   * @param name one of {@link #names}
   * @return one number for each seed, the smallest seed first
   * @throws IllegalArgumentException if there is no such contender; the message names all
   */
  public double[] values(String name) {
    return contender(name).values();
  }

  /**
   * {@return one row for each contender: the columns {@code learning rate}, {@code seeds}, {@code mean} and {@code sd},
   * the standard deviation of the measure, after the name} The deviation is NaN if there is only one seed.
   */
  public Table summary() {
    Collection<Contender> all = contenders.values();
    return Table.create(measure,
        StringColumn.create(column, contenders.keySet()),
        DoubleColumn.create("learning rate", all.stream().mapToDouble(Contender::learningRate)),
        IntColumn.create(SEEDS, all.stream().mapToInt(one -> one.bySeed.size())),
        DoubleColumn.create("mean", all.stream().mapToDouble(one -> Mean.of(one.values()).getAsDouble())),
        DoubleColumn.create("sd", all.stream().mapToDouble(one -> one.bySeed.size() == 1 ? Double.NaN
            : StandardDeviation.of(one.values()).getAsDouble())));
  }

  /**
   * One row for each other contender: mean and standard deviation of its differences from the reference over the
   * seeds, the p of {@link PairedTTest}, Holm's p, which allows for the number of comparisons: if nothing differed, the
   * chance that any of these would be below 0.05 is at most 5 %; and the ends of the 95 % interval with the same
   * correction, which is without 0 exactly where Holm's p is below 0.05.
   *
   * @param reference the contender that is subtracted from each other
   * @return the columns {@code difference}, {@code sd}, {@code p}, {@code p (Holm)}, {@code low} and {@code high} after
   *     the name
   * @throws IllegalArgumentException if there is no such contender, or fewer than two seeds
   */
  public Table against(String reference) {
    double[] base = values(reference);
    List<String> others = new ArrayList<>(contenders.keySet());
    others.remove(reference);
    if (base.length < 2) {
      throw new IllegalArgumentException("differences need at least two seeds; there is one, "
          + contender(reference).bySeed.firstKey());
    }
    List<PairedTTest> pairs = others.stream().map(other -> PairedTTest.of(values(other), base)).toList();
    Holm holm = Holm.of(pairs);
    return Table.create(measure + " minus that of " + reference,
        StringColumn.create(column, others),
        DoubleColumn.create(DIFFERENCE, pairs.stream().mapToDouble(PairedTTest::mean).toArray()),
        DoubleColumn.create("sd", pairs.stream().mapToDouble(PairedTTest::deviation).toArray()),
        DoubleColumn.create("p", pairs.stream().mapToDouble(PairedTTest::p).toArray()),
        DoubleColumn.create(HOLM, holm.p()),
        DoubleColumn.create("low", holm.low()),
        DoubleColumn.create("high", holm.high()));
  }

  /**
   * The comparison on one task as one table, to which those on other tasks can be appended: one row for each contender
   * with its learning rate, mean and standard deviation of the measure, and, for all but the reference, the mean
   * difference from the reference and Holm's p of {@link #against}. Holm's p allows for the comparisons on this task.
   *
   * @param task stands in the first column of each row
   * @param reference the contender that is subtracted from each other; NaN stands in its own row
   * @return one row for each contender, in the order of {@link #names}: the columns {@code task}, the contenders',
   *     {@code learning rate}, {@code mean}, {@code sd}, {@code minus <reference>} and {@code p (Holm)}
   * @throws IllegalArgumentException if there is no such contender, or fewer than two seeds
   */
  public Table result(String task, String reference) {
    Table against = against(reference);
    StringColumn tasks = StringColumn.create("task");
    DoubleColumn difference = DoubleColumn.create("minus " + reference);
    DoubleColumn corrected = DoubleColumn.create(HOLM);
    for (String name : contenders.keySet()) {
      tasks.append(task);
      int row = against.stringColumn(column).indexOf(name);
      difference.append(row < 0 ? Double.NaN : against.doubleColumn(DIFFERENCE).get(row));
      corrected.append(row < 0 ? Double.NaN : against.doubleColumn(HOLM).get(row));
    }
    return summary().removeColumns(SEEDS).insertColumn(0, tasks).addColumns(difference, corrected);
  }

  private Contender contender(String name) {
    Contender contender = contenders.get(name);
    if (contender == null) {
      throw new IllegalArgumentException(
          "there is no \"" + name + "\"; there are " + String.join(", ", contenders.keySet()));
    }
    return contender;
  }
}
