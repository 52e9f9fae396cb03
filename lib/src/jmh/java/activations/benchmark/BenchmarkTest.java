package activations.benchmark;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import activations.Activation;
import activations.Activations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What is timed computes the right answer, in the library and in every peer. */
class BenchmarkTest {

  /**
   * Allowed difference, relative to max(1, |f(x)|). The largest seen is PyTorch's; see the accuracy table for what the
   * library itself promises, which is far less.
   */
  private static final double TOLERANCE = 2e-6;

  /** 65,536 elements, twice the fewest that PyTorch gives to one thread. */
  private static final int KIB = 256;

  private interface Step<W> {
    void run(W workload) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> everyImplementationComputesTheDefinition() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Activation f : Activations.all()) {
      for (int threads : new int[] {1, 2}) {
        String with = " " + f.name() + ", threads: " + threads;
        tests.add(dynamicTest("library" + with, () -> {
          forward(new LibraryBenchmark(), f, threads, LibraryBenchmark::forward);
          backward(new LibraryBenchmark(), f, threads, LibraryBenchmark::backward);
        }));
        if (TorchScript.available() && TorchOperators.has(f.name())) {
          tests.add(dynamicTest("PyTorch" + with, () -> {
            forward(new TorchBenchmark(), f, threads, TorchBenchmark::forward);
            backward(new TorchBenchmark(), f, threads, TorchBenchmark::backward);
          }));
        }
        if (OnnxModel.has(f.name())) {
          tests.add(dynamicTest("ONNX Runtime" + with, () ->
              forward(new OnnxBenchmark(), f, threads, OnnxBenchmark::forward)));
        }
        if (LoopBenchmark.FORMULAS.containsKey(f.name())) {
          tests.add(dynamicTest("loop" + with, () -> {
            forward(new LoopBenchmark(), f, threads, LoopBenchmark::forward);
            backward(new LoopBenchmark(), f, threads, LoopBenchmark::backward);
          }));
        }
      }
    }
    return tests.stream();
  }

  /** A new function may be without one, but no name may be written wrongly. */
  @Test
  void everyPyTorchPeerIsThatOfAFunction() {
    Set<String> names = Activations.all().stream().map(Activation::name).collect(Collectors.toSet());
    assertEquals(Set.of(), TorchOperators.names().stream().filter(name -> !names.contains(name)).collect(
        Collectors.toSet()));
  }

  @TestFactory
  Stream<DynamicTest> theCopyCopiesAndMultiplies() {
    return Stream.of(1, 2).map(threads -> dynamicTest("threads: " + threads, () -> {
      CopyBenchmark copy = new CopyBenchmark();
      run(copy, "-", threads, CopyBenchmark::forward, () -> assertArrayEquals(copy.x, copy.y));
      run(copy, "-", threads, CopyBenchmark::backward, () -> {
        for (int part = 0; part < threads; part++) {
          for (int i = 0; i < copy.x[part].length; i++) {
            assertEquals(copy.x[part][i] * copy.dy[part][i], copy.dx[part][i]);
          }
        }
      });
    }));
  }

  @Test
  void theLibraryAndPyTorchLearnTheSame() {
    assumeTrue(TorchScript.available());
    TrainingBenchmark training = new TrainingBenchmark();
    // One batch: the order of its rows does not matter but for rounding.
    training.rows = TrainingBenchmark.BATCH;
    training.threads = 2;
    training.setUp();
    try {
      double first = training.library();
      assertEquals(first, training.pytorch(), 1e-5 * first);
      assertEquals(first, training.djl(), 1e-5 * first);
      double last = first;
      for (int step = 1; step < 20; step++) {
        last = training.library();
        assertEquals(last, training.pytorch(), 1e-3 * first, "after " + step + " steps");
        assertEquals(last, training.djl(), 1e-3 * first, "through DJL, after " + step + " steps");
      }
      assertTrue(last < 0.5 * first, first + " -> " + last);
    } finally {
      training.tearDown();
    }
  }

  @TestFactory
  Stream<DynamicTest> theProductsAgree() {
    return Stream.of("128 784 128", "1 128 128", "3 5 2", "4 7 300").map(shape -> dynamicTest(shape, () -> {
      ProductBenchmark product = new ProductBenchmark();
      product.shape = shape;
      product.setUp();
      try {
        float[] library = product.library().clone();
        assertArrayEquals(library, product.netlib().clone(), 1e-3f);
        if (TorchScript.available()) {
          assertArrayEquals(library, product.pytorchResult(), 1e-3f);
        }
      } finally {
        product.tearDown();
      }
    }));
  }

  private static <W extends Workload> void forward(W workload, Activation f, int threads, Step<W> step)
      throws Exception {
    run(workload, f.name(), threads, step, () -> {
      float[] x = Workload.join(workload.x);
      float[] y = workload.forwardResult();
      for (int i = 0; i < x.length; i++) {
        assertClose(f.value(x[i]), y[i], x[i]);
      }
    });
  }

  private static <W extends Workload> void backward(W workload, Activation f, int threads, Step<W> step)
      throws Exception {
    run(workload, f.name(), threads, step, () -> {
      float[] x = Workload.join(workload.x);
      float[] dy = Workload.join(workload.dy);
      float[] dx = workload.backwardResult();
      for (int i = 0; i < x.length; i++) {
        assertClose(dy[i] * f.derivative(x[i]), dx[i], x[i]);
      }
    });
  }

  private static <W extends Workload> void run(W workload, String function, int threads, Step<W> step,
      Executable assertion) throws Exception {
    workload.function = function;
    workload.kib = KIB;
    workload.threads = threads;
    workload.setUp();
    try {
      step.run(workload);
      assertAll(assertion);
    } finally {
      workload.tearDown();
    }
  }

  private static void assertClose(double expected, float actual, float x) {
    assertEquals(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)), () -> "at x = " + x);
  }
}
