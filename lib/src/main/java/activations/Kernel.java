package activations;

/** The float path of one function; lengths are checked by the caller, in place is allowed. */
abstract class Kernel {

  abstract void forward(float[] x, float[] y);

  abstract void backward(float[] x, float[] dy, float[] dx);
}
