package activations.benchmark;

import java.util.Map;
import java.util.Set;

/**
 * The PyTorch operators for one function, as the text of a TorchScript program.
 *
 * <p>The statements know the tensors {@code x}, {@code y}, {@code dy}, {@code dx} and {@code t}, which is as large as
 * the others and free to use. A function that PyTorch has no single operator for is composed of operators that work in
 * place, which is faster than the same composition in Python.
 *
 * @param forward leaves f(x) in y
 * @param save computes what PyTorch keeps from the forward pass for the backward pass, in y or t; not timed
 * @param backward leaves dy · f′(x) in dx
 */
record TorchOperators(String forward, String save, String backward) {

  /** The method of the TorchScript program that runs the statements of {@link #save}. */
  static final String SAVE = "save";

  /** α and the scale of SELU as in PyTorch's source (Klambauer et al., 2017). */
  private static final String SELU = "1.6732632423543772, 1.0507009873554805, 1.";

  private static final Map<String, TorchOperators> ALL = Map.ofEntries(
      Map.entry("relu", savingOutput("torch.clamp_min(x, 0, out=y)",
          "torch.threshold_backward(dy, y, 0, grad_input=dx)")),
      Map.entry("leaky_relu", savingNothing("torch.leaky_relu(x, 0.01, out=y)",
          "torch.leaky_relu_backward(dy, x, 0.01, False, grad_input=dx)")),
      // PyTorch's prelu allocates, and its backward also makes the gradient of the slope: leaky_relu is the same
      // function with less work.
      Map.entry("prelu", savingNothing("torch.leaky_relu(x, 0.25, out=y)",
          "torch.leaky_relu_backward(dy, x, 0.25, False, grad_input=dx)")),
      // In evaluation rrelu's slope is the mean of 1/8 and 1/3.
      Map.entry("rrelu", savingNothing("torch.leaky_relu(x, 0.22916666666666666, out=y)",
          "torch.leaky_relu_backward(dy, x, 0.22916666666666666, False, grad_input=dx)")),
      Map.entry("relu6", savingNothing("torch.hardtanh(x, 0, 6, out=y)",
          "torch.hardtanh_backward(dy, x, 0, 6, grad_input=dx)")),
      Map.entry("squared_relu", savingNothing("torch.clamp_min(x, 0, out=y); torch.mul(y, y, out=y)",
          "torch.clamp_min(x, 0, out=dx); torch.mul_(dx, dy); torch.mul_(dx, 2)")),
      Map.entry("elu", elu("1., 1., 1.")),
      Map.entry("celu", elu("1., 1., 1.")),
      Map.entry("selu", elu(SELU)),
      Map.entry("sigmoid", savingOutput("torch.sigmoid(x, out=y)",
          "torch.sigmoid_backward(dy, y, grad_input=dx)")),
      Map.entry("hard_sigmoid", savingNothing("torch.hardsigmoid(x, out=y)",
          "torch.hardsigmoid_backward(dy, x, grad_input=dx)")),
      Map.entry("log_sigmoid", savingOutput("torch.log_sigmoid_forward(x, output=y, buffer=t)",
          "torch.log_sigmoid_backward(dy, x, t, grad_input=dx)")),
      Map.entry("tanh", savingOutput("torch.tanh(x, out=y)",
          "torch.tanh_backward(dy, y, grad_input=dx)")),
      Map.entry("hard_tanh", savingNothing("torch.hardtanh(x, -1, 1, out=y)",
          "torch.hardtanh_backward(dy, x, -1, 1, grad_input=dx)")),
      Map.entry("tanhshrink", new TorchOperators("torch.tanh(x, out=y); torch.sub(x, y, out=y)",
          "torch.tanh(x, out=t)",
          "torch.tanh_backward(dy, t, grad_input=dx); torch.sub(dy, dx, out=dx)")),
      Map.entry("softsign", savingNothing("torch.abs(x, out=y); torch.add_(y, 1); torch.div(x, y, out=y)",
          "torch.abs(x, out=dx); torch.add_(dx, 1); torch.mul_(dx, dx); torch.div(dy, dx, out=dx)")),
      Map.entry("softplus", savingNothing("torch.softplus(x, 1, 20, out=y)",
          "torch.softplus_backward(dy, x, 1, 20, grad_input=dx)")),
      Map.entry("squareplus", savingNothing(
          "torch.mul(x, x, out=y); torch.add_(y, 4); torch.sqrt_(y); torch.add_(y, x); torch.mul_(y, 0.5)",
          "torch.mul(x, x, out=dx); torch.add_(dx, 4); torch.rsqrt_(dx); torch.mul_(dx, x); torch.add_(dx, 1); "
              + "torch.mul_(dx, 0.5); torch.mul_(dx, dy)")),
      Map.entry("sparse_plus", savingNothing(
          "torch.clamp(x, -1, 1, out=y); torch.add_(y, 1); torch.mul_(y, y); torch.mul_(y, 0.25); "
              + "torch.clamp_min(x, 1, out=t); torch.add_(y, t); torch.add_(y, -1)",
          "torch.clamp(x, -1, 1, out=dx); torch.add_(dx, 1); torch.mul_(dx, 0.5); torch.mul_(dx, dy)")),
      Map.entry("sparse_sigmoid", savingNothing("torch.clamp(x, -1, 1, out=y); torch.add_(y, 1); torch.mul_(y, 0.5)",
          "torch.hardtanh_backward(dy, x, -1, 1, grad_input=dx); torch.mul_(dx, 0.5)")),
      Map.entry("identity", savingNothing("torch.copy_(y, x)", "torch.copy_(dx, dy)")),
      Map.entry("softshrink", savingNothing("torch.softshrink(x, 0.5, out=y)",
          "torch.softshrink_backward(dy, x, 0.5, grad_input=dx)")),
      Map.entry("hardshrink", savingNothing("torch.hardshrink(x, 0.5, out=y)",
          "torch.hardshrink_backward(dy, x, 0.5, grad_input=dx)")),
      Map.entry("threshold", savingNothing("torch.threshold(x, 1, 0, out=y)",
          "torch.threshold_backward(dy, x, 1, grad_input=dx)")),
      Map.entry("silu", silu()),
      Map.entry("swish", silu()),
      Map.entry("hard_swish", savingNothing("torch.hardswish(x, out=y)",
          "dx = torch.hardswish_backward(dy, x)")),
      Map.entry("gelu", gelu("none")),
      Map.entry("gelu_tanh", gelu("tanh")),
      Map.entry("gelu_sigmoid", savingNothing(
          "torch.mul(x, slope, out=t); torch.sigmoid(t, out=y); torch.mul_(y, x)",
          "torch.mul(x, slope, out=t); torch.silu_backward(dy, t, grad_input=dx)")),
      Map.entry("mish", savingNothing("torch.mish(x, out=y)",
          "dx = torch.mish_backward(dy, x)")));

  /** The functions that have operators. */
  static Set<String> names() {
    return ALL.keySet();
  }

  static boolean has(String function) {
    return ALL.containsKey(function);
  }

  static TorchOperators of(String function) {
    if (!has(function)) {
      throw new IllegalArgumentException("no PyTorch operators for " + function + "; there are some for "
          + ALL.keySet().stream().sorted().toList());
    }
    return ALL.get(function);
  }

  private static TorchOperators savingNothing(String forward, String backward) {
    return new TorchOperators(forward, "", backward);
  }

  private static TorchOperators savingOutput(String forward, String backward) {
    return new TorchOperators(forward, forward, backward);
  }

  private static TorchOperators elu(String alphaScaleInputScale) {
    return savingNothing("torch.elu(x, " + alphaScaleInputScale + ", out=y)",
        "torch.elu_backward(dy, " + alphaScaleInputScale + ", False, x, grad_input=dx)");
  }

  private static TorchOperators silu() {
    return savingNothing("torch.silu(x, out=y)", "torch.silu_backward(dy, x, grad_input=dx)");
  }

  private static TorchOperators gelu(String approximate) {
    return savingNothing("torch.gelu(x, approximate=\"" + approximate + "\", out=y)",
        "torch.gelu_backward(dy, x, approximate=\"" + approximate + "\", grad_input=dx)");
  }

  /**
   * The methods {@code forward}, {@code save} and {@code backward} of a {@link TorchScript}; each takes the five tensors
   * and how often to run.
   */
  String methods() {
    return method("forward", forward, "y") + method(SAVE, save, "y") + method("backward", backward, "dx");
  }

  private static String method(String name, String statements, String result) {
    StringBuilder text = new StringBuilder()
        .append("  def ").append(name).append("(" + TorchScript.SELF + ", x: Tensor, y: Tensor, dy: Tensor, ")
        .append("dx: Tensor, t: Tensor, calls: int) -> Tensor:\n")
        .append("    slope = torch.tensor(1.702)\n")
        .append("    for _i in range(calls):\n")
        .append("      pass\n");
    for (String statement : statements.split("; ")) {
      boolean assigns = statement.startsWith(result + " = ");
      text.append("      ").append(assigns || statement.isEmpty() ? "" : "_r = ")
          .append(statement.isEmpty() ? "pass" : statement).append('\n');
      if (assigns) {
        // Without this the compiler would see that each turn computes the same, or that only the last one's result is
        // used, and leave turns out.
        text.append("      _r = torch.mul_(torch.narrow(x, 0, 0, 1), 1)\n")
            .append("      _r = torch.add_(torch.narrow(t, 0, 0, 1), torch.narrow(dx, 0, 0, 1))\n");
      }
    }
    return text.append("    return ").append(result).append('\n').toString();
  }
}
