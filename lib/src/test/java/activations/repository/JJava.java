package activations.repository;

import java.io.File;
import java.io.IOException;

/** A Jupyter with the JJava kernel, in an environment of its own. */
final class JJava {

  private static final PythonEnvironment ENVIRONMENT = new PythonEnvironment("jjava",
      Pack.ROOT.resolve("lib/src/test/python/requirements-jjava.txt"),
      Pack.ROOT.resolve("lib/src/jupyter/requirements.txt"));

  private JJava() {}

  /** The PATH on which Start.java finds it. */
  static String path() throws IOException, InterruptedException {
    return ENVIRONMENT.programs() + File.pathSeparator + Pack.path();
  }
}
