package activations.notebook;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/**
 * The Jupyter kernel that this code runs in, if any.
 *
 * <p>The library is compiled without any kernel and runs in each of three (IJava, JJava from 1.0-a6 on, Rapaio's), so
 * their classes are reached by reflection. All three fill a bundle of MIME types and hand it to the kernel. The
 * kernels' own {@code display(html, "text/html")} is not used because two of them store the HTML, with its picture, a
 * second time as the plain text.
 */
final class Jupyter {

  /** The classes of one kernel. */
  private interface Bridge {
    String name();

    /** The running kernel, null if there is none. */
    Object kernel(ClassLoader loader) throws ReflectiveOperationException;

    /** A new bundle that holds the text as text/plain. */
    Object bundle(ClassLoader loader, String text) throws ReflectiveOperationException;

    /** What renews an output that the kernel has shown. */
    Object updater(Object kernel) throws ReflectiveOperationException;
  }

  private static final List<Bridge> BRIDGES = List.of(
      new Bridge() {
        @Override
        public String name() {
          return "IJava";
        }

        @Override
        public Object bundle(ClassLoader loader, String text) throws ReflectiveOperationException {
          return render(loader, "io.github.spencerpark.ijava.runtime.Display", text);
        }

        @Override
        public Object kernel(ClassLoader loader) throws ReflectiveOperationException {
          return load(loader, "io.github.spencerpark.ijava.runtime.Kernel").getMethod("getKernelInstance").invoke(null);
        }

        @Override
        public Object updater(Object kernel) throws ReflectiveOperationException {
          return display(kernel);
        }
      },
      new Bridge() {
        @Override
        public String name() {
          return "JJava";
        }

        @Override
        public Object bundle(ClassLoader loader, String text) throws ReflectiveOperationException {
          return render(loader, "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics", text);
        }

        @Override
        public Object kernel(ClassLoader loader) throws ReflectiveOperationException {
          refuseOldJJava(loader);
          return load(loader, "org.dflib.jjava.jupyter.kernel.BaseKernel").getMethod("notebookKernel").invoke(null);
        }

        @Override
        public Object updater(Object kernel) throws ReflectiveOperationException {
          return display(kernel);
        }
      },
      new Bridge() {
        @Override
        public String name() {
          return "Rapaio Jupyter Kernel";
        }

        @Override
        public Object bundle(ClassLoader loader, String text) throws ReflectiveOperationException {
          return load(loader, "org.rapaio.jupyter.kernel.display.DisplayData").getMethod("fromText", String.class)
              .invoke(null, text);
        }

        @Override
        public Object kernel(ClassLoader loader) throws ReflectiveOperationException {
          return load(loader, "org.rapaio.jupyter.kernel.MainApp").getField("kernel").get(null);
        }

        @Override
        public Object updater(Object kernel) {
          return kernel;
        }
      });

  private Jupyter() {}

  /**
   * Adds an output to the running cell.
   *
   * @return the output; null if this is not a Jupyter kernel
   * @throws IllegalStateException if the kernel refuses the output, or is too old
   * @throws CancellationException if the thread is interrupted
   */
  static Output show(String html, String text) {
    requireNotInterrupted();
    Output output = running();
    try {
      if (output != null) {
        output.send(output.kernel, "display", html, text);
      }
      return output;
    } catch (ReflectiveOperationException e) {
      throw refused(e);
    }
  }

  /**
   * {@return the name of the running kernel; null if this is not a Jupyter kernel}
   *
   * @throws IllegalStateException if the kernel is too old
   */
  static String kernel() {
    Output output = running();
    return output == null ? null : output.bridge.name();
  }

  /** An output of the running kernel, not yet sent; null if there is no kernel. */
  private static Output running() {
    for (ClassLoader loader : loaders()) {
      for (Bridge bridge : BRIDGES) {
        try {
          Object kernel = bridge.kernel(loader);
          if (kernel != null) {
            return new Output(bridge, loader, kernel);
          }
        } catch (ClassNotFoundException e) {
          // Not this kernel; the next one may be.
        } catch (ReflectiveOperationException e) {
          throw refused(e);
        }
      }
    }
    return null;
  }

  /** An output that can be renewed. */
  static final class Output {
    private final String id = UUID.randomUUID().toString();
    private final Bridge bridge;
    private final ClassLoader loader;
    private final Object kernel;

    private Output(Bridge bridge, ClassLoader loader, Object kernel) {
      this.bridge = bridge;
      this.loader = loader;
      this.kernel = kernel;
    }

    /**
     * Puts new content in place of the old.
     *
     * @throws IllegalStateException if the kernel refuses it
     * @throws CancellationException if the thread is interrupted
     */
    void update(String html, String text) {
      requireNotInterrupted();
      try {
        send(bridge.updater(kernel), "updateDisplay", html, text);
      } catch (ReflectiveOperationException e) {
        throw refused(e);
      }
    }

    private void send(Object receiver, String method, String html, String text) throws ReflectiveOperationException {
      Object bundle = bridge.bundle(loader, text);
      bundle.getClass().getMethod("putHTML", String.class).invoke(bundle, html);
      bundle.getClass().getMethod("setDisplayId", String.class).invoke(bundle, id);
      receiver.getClass().getMethod(method, bundle.getClass()).invoke(receiver, bundle);
    }
  }

  /**
   * Ends a cell that shows one thing after another, after Jupyter's <i>Interrupt</i>. The thread stays interrupted.
   *
   * @throws CancellationException if the thread is interrupted
   */
  static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted before the output was shown");
    }
  }

  private static IllegalStateException refused(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return new IllegalStateException("the Jupyter kernel did not accept the output: " + cause, cause);
  }

  /** Kernels load a notebook's jars by a class loader of their own, which need not see the kernel's classes. */
  private static Set<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>(Arrays.asList(
        Thread.currentThread().getContextClassLoader(), Jupyter.class.getClassLoader(),
        ClassLoader.getSystemClassLoader()));
    loaders.removeIf(Objects::isNull);
    return loaders;
  }

  private static Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }

  /** Before 1.0-a6 JJava was made of other classes; some of today's were there too, without what is needed of them. */
  private static void refuseOldJJava(ClassLoader loader) {
    try {
      load(loader, "org.dflib.jjava.runtime.Kernel");
    } catch (ClassNotFoundException e) {
      return;
    }
    throw new IllegalStateException("this JJava is too old to show charts and tables: 1.0-a6 or newer is needed."
        + " In a terminal: pip install --pre --upgrade jjava; then restart the kernel");
  }

  private static Object render(ClassLoader loader, String className, String text) throws ReflectiveOperationException {
    return load(loader, className).getMethod("render", Object.class).invoke(null, text);
  }

  /** The display stream of IJava and JJava. */
  private static Object display(Object kernel) throws ReflectiveOperationException {
    Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
    return io.getClass().getField("display").get(io);
  }
}
