package activations.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class TimingTest {

  private static final Axis AXIS = Axis.logarithmic("ns", 0.1, 100);
  private static final double TINY = 1e-12;

  @Test
  void hasItsMiddleBetweenItsEnds() {
    assertEquals(new Timing(2, 1.5, 2.5), Timing.of(2, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Timing.of(2, -0.5));
    assertThrows(IllegalArgumentException.class, () -> new Timing(2, 2.1, 3));
    assertThrows(IllegalArgumentException.class, () -> new Timing(2, 1, 1.9));
    assertThrows(IllegalArgumentException.class, () -> new Timing(Double.NaN, 1, 3));
    assertTrue(Double.isNaN(Timing.NONE.nanos()));
  }

  @Test
  void isDividedComparedAndAdded() {
    assertEquals(new Timing(0.5, 0.25, 1), new Timing(2, 1, 4).per(4));
    assertThrows(IllegalArgumentException.class, () -> Timing.of(1, 0).per(0));
    assertEquals(new Timing(4, 1, 8), new Timing(4, 2, 6).over(new Timing(1, 0.75, 2)));
    assertEquals(new Timing(4, 0, Double.POSITIVE_INFINITY), new Timing(4, -1, 9).over(new Timing(1, 0, 2)));
    assertEquals(Timing.NONE, Timing.of(1, 0).over(Timing.NONE));
    assertEquals(Timing.NONE, Timing.NONE.over(Timing.of(1, 0)));
    assertEquals(new Timing(5, 3, 8), new Timing(4, 2.5, 6).plus(new Timing(1, 0.5, 2)));
  }

  @Test
  void isTheMedianWithTheQuartiles() {
    assertEquals(new Timing(3, 2, 4), Timing.quartiles(5, 1, 4, 2, 3));
    assertEquals(new Timing(2.5, 1.75, 3.25), Timing.quartiles(4, 3, 2, 1));
    assertEquals(new Timing(7, 7, 7), Timing.quartiles(7));
  }

  @Test
  void timesTasksInTurn() {
    int[] calls = new int[2];
    Timing[] times = Timing.inTurn(0.02, () -> calls[0]++, () -> {
      calls[1]++;
      sleep();
    });
    assertTrue(calls[1] >= 15, "ten rounds of warming up and five more, but " + calls[1]);
    assertTrue(calls[0] > calls[1], "a short task is repeated within a round, but " + Arrays.toString(calls));
    assertTrue(times[1].low() >= 5e6, "each call sleeps 5 ms, but " + times[1]);
    assertTrue(times[0].nanos() < times[1].nanos(), Arrays.toString(times));
  }

  @Test
  void repeatsAShortTaskUpToABound() {
    assertEquals(2, Timing.repeats(1, 49_999));
    assertEquals(1, Timing.repeats(1, 50_000));
    assertEquals(65_536, Timing.repeats(32_768, 0));
    assertEquals(65_536, Timing.repeats(65_536, 0), "what the compiler removes is not repeated ever more often");
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void saysWhatItCannotTime() {
    assertThrows(IllegalArgumentException.class, () -> Timing.inTurn(0, () -> { }));
    assertThrows(IllegalArgumentException.class, () -> Timing.inTurn(Double.NaN, () -> { }));
    assertThrows(IllegalArgumentException.class, () -> Timing.inTurn(1));
    assertThrows(NullPointerException.class, () -> Timing.inTurn(1, (Runnable) null));
  }

  @Test
  void endsWhenItIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> Timing.inTurn(60, () -> { }));
    } finally {
      assertTrue(Thread.interrupted(), "the thread stays interrupted");
    }
  }

  @Test
  void isDrawnWithItsIntervalBelowItsName() {
    Map<String, Timing[]> series = new LinkedHashMap<>();
    series.put("one", new Timing[] {new Timing(1, 0.5, 2), Timing.NONE});
    series.put("two", new Timing[] {new Timing(3, -1, Double.POSITIVE_INFINITY), Timing.of(4, 1)});
    Plot plot = Plots.timings("times", AXIS, new String[] {"above", "below"}, series);
    XYSeries one = plot.getSeries("one");
    XYSeries two = plot.getSeries("two");
    assertEquals(0, one.getXData()[0], TINY);
    assertTrue(Double.isNaN(one.getXData()[1]), "not measured, not drawn");
    assertEquals(Math.log10(4), two.getXData()[1], TINY);
    assertEquals(2, (one.getYData()[0] + two.getYData()[0]) / 2, TINY, "around the first name, which is above");
    assertTrue(one.getYData()[0] > two.getYData()[0], "the first series is above the second");
    XYSeries interval = plot.getSeries("one, interval 0");
    assertEquals(List.of(Math.log10(0.5), Math.log10(2)), List.of(interval.getXData()[0], interval.getXData()[1]));
    XYSeries wide = plot.getSeries("two, interval 0");
    assertTrue(wide.getXData()[0] < -1 && wide.getXData()[1] > 2, "without an end within the axis");
    assertEquals(null, plot.getSeries("one, interval 1"), "not measured, no interval");
    assertEquals(List.of(true, true, false, false), Stream.of(one, two, interval, wide)
        .map(XYSeries::isShowInLegend).toList());
    assertTrue(Show.png(plot).length > 0);
  }

  @Test
  void isNotDrawnWithoutWhatAChartNeeds() {
    Map<String, Timing[]> one = Map.of("one", new Timing[] {Timing.of(1, 0)});
    assertThrows(IllegalArgumentException.class,
        () -> Plots.timings("t", Axis.linear("ns"), new String[] {"a"}, one), "no ends");
    assertThrows(IllegalArgumentException.class, () -> Plots.timings("t", AXIS, new String[] {"a", "b"}, one));
    assertThrows(IllegalArgumentException.class, () -> Plots.timings("t", AXIS, new String[0], Map.of()));
    assertThrows(IllegalArgumentException.class, () -> Plots.timings("t", AXIS, new String[] {"a"}, Map.of()));
  }
}
