package activations.repository;

import java.io.IOException;

/** JJava outlives a Jupyter that dies; Start.java ends it. */
class EndingOnJJavaIT extends EndingIT {

  @Override
  String path() throws IOException, InterruptedException {
    return JJava.path();
  }

  @Override
  String kernel() {
    return "jjava.jar";
  }
}
