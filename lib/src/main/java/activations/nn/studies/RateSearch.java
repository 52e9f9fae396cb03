package activations.nn.studies;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Row;

/**
 * The search for a learning rate that is the best one and not just the best of a short list: rates are 1 or 3 times a
 * power of ten, and the list grows until the best lies inside it.
 *
 * <ol>
 *   <li>Three seeds run at the rates of the start. While the best is the smallest or the largest of those that ran, its
 *       neighbour outside runs too.
 *   <li>Then all seeds run at the best rate and at both its neighbours. If one of these turns out better, it is the
 *       best, and its neighbours follow.
 * </ol>
 *
 * <p>The best has the smallest mean of a criterion over the seeds. A rate at which any seed diverged (its criterion is
 * not finite) is worse than every other; so a neighbour that diverged bounds the search. If there are several criteria,
 * the best of each is found.
 *
 * <p>It is a search on a hill: of several valleys it finds that of the three seeds. It ends at 1e-7 and at 10.
 *
 * @param criteria columns of numbers, measured on data that had no part in training, of which a trial's last row
 *     counts; the smaller the better
 * @param start the rates that run first, ascending
 * @param accuracy the column that tells whether anything was learnt; null if nothing does
 * @param threshold a contender whose mean accuracy is below it at every rate of the start, and at two more on each
 *     side, has not learnt; its search ends there
 */
public record RateSearch(List<String> criteria, List<Double> start, String accuracy, double threshold) {

  /**
   * A search.
   *
   * @throws IllegalArgumentException if there is no criterion, or the start has fewer than two rates, or one that is not
   *     the neighbour of the one before
   */
  public RateSearch {
    criteria = List.copyOf(criteria);
    start = List.copyOf(start);
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("a search needs a criterion");
    }
    if (start.size() < 2) {
      throw new IllegalArgumentException("a search starts at two rates or more, not at " + start);
    }
    for (int i = 0; i < start.size(); i++) {
      double neighbour = i == 0 ? below(above(start.get(0))) : above(start.get(i - 1));
      if (start.get(i) != neighbour) {
        throw new IllegalArgumentException("learning rate " + start.get(i) + " should be " + neighbour
            + ": rates are 1, 3, 10, 30, …, without a gap");
      }
    }
  }

  /** How many seeds run before it is known where the best rate lies. */
  private static final int SCOUTS = 3;

  /** The least and the largest rate that is tried. */
  private static final double LEAST = 1e-7;
  private static final double LARGEST = 10;

  /**
   * A search by one or more criteria.
   *
   * @param criteria columns of numbers, the smaller the better, for example {@link Study#TUNING_LOSS}
   * @return a search that begins at 3e-4, 1e-3 and 3e-3
   */
  public static RateSearch by(String... criteria) {
    return new RateSearch(List.of(criteria), List.of(3e-4, 1e-3, 3e-3), null, 0);
  }

  /**
   * The same search with another start.
   *
   * @param rates two or more neighbours of each other, ascending: each 1 or 3 times a power of ten
   * @return the search
   * @throws IllegalArgumentException if there are fewer than two, or one is not the neighbour of the one before
   */
  public RateSearch from(double... rates) {
    return new RateSearch(criteria, Arrays.stream(rates).boxed().toList(), accuracy, threshold);
  }

  /**
   * The same search, which gives up a contender that learns nothing.
   *
   * @param column of numbers, the larger the better, NaN where training diverged
   * @param least below it nothing was learnt
   * @return the search
   */
  public RateSearch learnt(String column, double least) {
    return new RateSearch(criteria, start, column, least);
  }

  /** The columns it reads. */
  List<String> columns() {
    return Stream.concat(criteria.stream(), Stream.ofNullable(accuracy)).toList();
  }

  /** The next rate of 1, 3, 10, 30, … times a power of ten. */
  static double above(double rate) {
    return at(step(rate) + 1);
  }

  /** The rate before. */
  static double below(double rate) {
    return at(step(rate) - 1);
  }

  /** The place of a rate among … 0.1, 0.3, 1, 3, …, of which 1 has the place 0. */
  private static int step(double rate) {
    return (int) Math.round(2 * Math.log10(rate));
  }

  private static double at(int step) {
    return Double.parseDouble((Math.floorMod(step, 2) == 0 ? "1e" : "3e") + Math.floorDiv(step, 2));
  }

  /**
   * The next trials of a contender.
   *
   * @param contender at any learning rate and seed
   * @param seeds all of them
   * @param last the last row of a trial; null if it has not run
   * @return what has not run; empty if the search is at its end
   */
  List<Setting> missing(Setting contender, List<Integer> seeds, Function<Setting, Row> last) {
    Runs scouts = new Runs(contender, seeds.subList(0, Math.min(SCOUTS, seeds.size())), last);
    Runs all = new Runs(contender, seeds, last);
    List<Setting> missing = scouts.missing(start.stream());
    if (!missing.isEmpty()) {
      return missing;
    }
    if (!learnt(scouts, start.stream())) {
      double least = start.get(0);
      double largest = start.get(start.size() - 1);
      missing = scouts.missing(Stream.of(below(below(least)), below(least), above(largest), above(above(largest))));
      if (!missing.isEmpty() || !learnt(scouts, scouts.rates())) {
        return missing;
      }
    }
    return criteria.stream().flatMap(criterion -> missing(criterion, scouts, all).stream()).distinct().toList();
  }

  private List<Setting> missing(String criterion, Runs scouts, Runs all) {
    double best = scouts.best(criterion);
    if (Double.isNaN(best)) {
      return scouts.missing(Stream.of(below(scouts.least())));
    }
    List<Setting> missing = scouts.missing(around(best));
    if (missing.isEmpty()) {
      missing = all.missing(around(best));
    }
    if (!missing.isEmpty()) {
      return missing;
    }
    double bestOfAll = all.best(criterion);
    // Where with all seeds every rate diverges, a smaller one may not.
    return all.missing(Double.isNaN(bestOfAll) ? Stream.of(below(all.least())) : around(bestOfAll));
  }

  private static Stream<Double> around(double rate) {
    return Stream.of(below(rate), rate, above(rate));
  }

  private boolean learnt(Runs runs, Stream<Double> rates) {
    return accuracy == null || rates.anyMatch(rate -> runs.mean(accuracy, rate) >= threshold);
  }

  /** What has run of a contender with some seeds. */
  private record Runs(Setting contender, List<Integer> seeds, Function<Setting, Row> last) {

    List<Setting> missing(Stream<Double> rates) {
      return rates.filter(rate -> rate >= LEAST && rate <= LARGEST).flatMap(this::settings)
          .filter(setting -> last.apply(setting) == null).toList();
    }

    private Stream<Setting> settings(double rate) {
      return seeds.stream().map(seed -> contender.with(Study.LEARNING_RATE, rate).with(Study.SEED, seed));
    }

    /** Those at which every seed has run, ascending. */
    Stream<Double> rates() {
      return IntStream.rangeClosed(step(LEAST), step(LARGEST)).mapToObj(RateSearch::at)
          .filter(rate -> missing(Stream.of(rate)).isEmpty());
    }

    double least() {
      return rates().min(Double::compare).orElseThrow();
    }

    /** NaN if a seed diverged. */
    double mean(String column, double rate) {
      return settings(rate).mapToDouble(setting -> last.apply(setting).getDouble(column)).sum() / seeds.size();
    }

    /** The rate with the smallest mean; NaN if all diverged. */
    double best(String criterion) {
      return rates().filter(rate -> Double.isFinite(mean(criterion, rate)))
          .min(Comparator.comparingDouble(rate -> mean(criterion, rate))).orElse(Double.NaN);
    }
  }
}
