package activations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses the float path of an activation function: SIMD where the module {@code jdk.incubator.vector} is present,
 * else scalar code that computes the same bits.
 *
 * <p>The system property {@code activations.simd=false} asks for the scalar code.
 */
final class Kernels {

  /** Makes SIMD kernels. The one implementation is loaded by name, for it needs an optional module. */
  interface Vectorizer {

    Kernel kernel(Formula formula);
  }

  /** A loop over one function. */
  interface Loop {

    /** y[i] = f(x[i]), times dy[i] unless dy is null, for {@code from} ≤ i < {@code to}. */
    void apply(float[] x, float[] dy, float[] y, int from, int to);
  }

  /** The inner loops of {@link Matrices}. */
  interface Product {

    /**
     * Rows {@code from} to {@code to} of C = A·B, where element (i, p) of A is a[i · aRow + p · aColumn], element (p, j)
     * of B is b[p · bRow + j · bColumn], p runs to k, and C has n columns, row-major. Each element of C is one chain of
     * fma over p in order.
     */
    void multiply(float[] a, int aRow, int aColumn, float[] b, int bRow, int bColumn, float[] c, int k, int n,
        int from, int to);
  }

  private static final String MODULE = "jdk.incubator.vector";

  /** Null if SIMD is not available or not wanted. */
  private static final Vectorizer VECTORIZER = vectorizer();

  /** The fastest matrix product. */
  static final Product PRODUCT = VECTORIZER != null ? (Product) load("VectorProduct") : new ScalarProduct();

  private Kernels() {}

  /** Whether {@link #of} returns SIMD kernels. */
  static boolean simd() {
    return VECTORIZER != null;
  }

  /**
   * The SIMD kernels in use: one for each formula and its parameters, however often it is asked for, for each has a
   * class of its own that has to be compiled.
   */
  private static final Map<Formula, SoftReference<Kernel>> KNOWN = new ConcurrentHashMap<>();

  /** The fastest kernel for a formula; one that loops over the definition if it is null. */
  static Kernel of(Activation definition, Formula formula) {
    return formula == null ? new FormulaLoop(new Rounded(definition))
        : VECTORIZER == null ? new FormulaLoop(formula) : vector(formula);
  }

  private static Kernel vector(Formula formula) {
    SoftReference<Kernel> known = KNOWN.get(formula);
    Kernel kernel = known == null ? null : known.get();
    if (kernel == null) {
      kernel = VECTORIZER.kernel(formula);
      KNOWN.put(formula, new SoftReference<>(kernel));
    }
    return kernel;
  }

  /**
   * The bytes of a file that is packed with the library.
   *
   * @throws IllegalStateException if Java cannot read it
   */
  static byte[] packed(String name) {
    try (InputStream file = Kernels.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("Java cannot read the files that are packed in "
            + Kernels.class.getProtectionDomain().getCodeSource().getLocation()
            + ": if the name of a folder ends in an exclamation mark, rename it");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static Vectorizer vectorizer() {
    if (!Boolean.parseBoolean(System.getProperty("activations.simd", "true"))) {
      return null;
    }
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      System.getLogger("activations").log(System.Logger.Level.INFO,
          "SIMD is off: the same results, more slowly. To switch it on, start Java with --add-modules " + MODULE);
      return null;
    }
    return (Vectorizer) load("VectorKernels");
  }

  /** Of a class that needs the optional module. */
  private static Object load(String name) {
    try {
      return Class.forName("activations." + name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " is missing from the build", e);
    }
  }

  /** Applies a formula to each element. */
  private static final class FormulaLoop extends Kernel {

    private final Formula formula;

    FormulaLoop(Formula formula) {
      this.formula = formula;
    }

    @Override
    void forward(float[] x, float[] y, int from, int to) {
      for (int i = from; i < to; i++) {
        y[i] = formula.value(x[i]);
      }
    }

    @Override
    void backward(float[] x, float[] dy, float[] dx, int from, int to) {
      for (int i = from; i < to; i++) {
        dx[i] = dy[i] * formula.derivative(x[i]);
      }
    }
  }

  /** The definition in double precision, rounded to float. */
  private record Rounded(Activation definition) implements Formula {

    @Override
    public float value(float x) {
      return (float) definition.value(x);
    }

    @Override
    public float derivative(float x) {
      return (float) definition.derivative(x);
    }
  }
}
