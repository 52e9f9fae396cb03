package activations.benchmark;

import activations.nn.Parameter;
import activations.nn.Sequential;
import activations.nn.data.Dataset;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * PyTorch as Java programs meet it through DJL: each operator is a call from Java, PyTorch's autograd computes the
 * gradients, and DJL's own Adam takes the step.
 */
final class TorchAutograd implements AutoCloseable {

  private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
  private final Loss loss = new SoftmaxCrossEntropyLoss("loss", 1, -1, true, true);
  private final Optimizer adam;
  private final int batch;
  private final NDArray images;
  private final NDArray labels;
  private final List<NDArray> parameters = new ArrayList<>();

  /** Starts with the weights and biases of a network of dense layers with GELU between them. */
  TorchAutograd(Sequential network, Dataset data, int batch, double learningRate) {
    this.batch = batch;
    adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed((float) learningRate)).build();
    images = manager.create(data.x(), new Shape(data.rows(), data.inputs()));
    labels = manager.create(Arrays.stream(data.labels()).asLongStream().toArray(), new Shape(data.rows(), 1));
    for (Parameter p : network.parameters()) {
      NDArray values = manager.create(p.value(), new Shape(p.rows(), p.columns()));
      values.setRequiresGradient(true);
      parameters.add(values);
    }
  }

  /** The mean loss of an epoch. */
  double epoch() {
    int batches = (int) images.getShape().get(0) / batch;
    double total = 0;
    for (int b = 0; b < batches; b++) {
      try (NDManager step = manager.newSubManager()) {
        NDIndex rows = new NDIndex("{}:{}", b * batch, (b + 1) * batch);
        NDArray x = images.get(rows);
        x.attach(step);
        NDArray label = labels.get(rows);
        label.attach(step);
        total += step(x, label);
      }
    }
    return total / batches;
  }

  private float step(NDArray x, NDArray label) {
    float value;
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray h = x;
      for (int i = 0; i < parameters.size(); i += 2) {
        h = h.matMul(parameters.get(i)).add(parameters.get(i + 1));
        if (i + 2 < parameters.size()) {
          h = h.getNDArrayInternal().gelu();
        }
      }
      NDArray error = loss.evaluate(new NDList(label), new NDList(h));
      collector.backward(error);
      value = error.getFloat();
    }
    for (int i = 0; i < parameters.size(); i++) {
      try (NDArray gradient = parameters.get(i).getGradient()) {
        adam.update(Integer.toString(i), parameters.get(i), gradient);
      }
    }
    return value;
  }

  @Override
  public void close() {
    manager.close();
  }
}
