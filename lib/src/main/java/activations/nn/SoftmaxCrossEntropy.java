package activations.nn;

import static java.lang.StrictMath.exp;
import static java.lang.StrictMath.expm1;

import activations.Softmax;
import activations.nn.data.Dataset;

/** {@link Loss#SOFTMAX_CROSS_ENTROPY}. */
final class SoftmaxCrossEntropy implements Loss {

  @Override
  public double compute(float[] output, Dataset batch, float[] gradient) {
    requireFits(batch);
    Shapes.output(this, output, batch, gradient);
    int classes = batch.classes();
    int answers = batch.labels().length;
    double total = 0;
    for (int i = 0; i < answers; i++) {
      int first = i * classes;
      int right = first + batch.labels()[i];
      double logSum = Softmax.logSumExp(output, first, first + classes);
      total += logSum - output[right];
      if (gradient != null) {
        for (int j = first; j < first + classes; j++) {
          double logProbability = output[j] - logSum;
          // e^l − 1 keeps its digits where the right answer is nearly certain.
          gradient[j] = (float) ((j == right ? expm1(logProbability) : exp(logProbability)) / answers);
        }
      }
    }
    return total / answers;
  }

  @Override
  public void requireFits(Dataset data) {
    if (data.labels() == null) {
      throw new IllegalArgumentException(this + " needs data with classes but this has targets");
    }
  }

  @Override
  public String toString() {
    return "SOFTMAX_CROSS_ENTROPY";
  }
}
