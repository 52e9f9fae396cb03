package activations;

import activations.Tabulated.Shape;

/** A smooth function and its derivative, both made of tables. */
record Tables(Tabulated f, Tabulated slope) implements Formula {

  Tables(String table, Shape shape, String slopeTable, Shape slopeShape) {
    this(new Tabulated(table, shape), new Tabulated(slopeTable, slopeShape));
  }

  @Override
  public float value(float x) {
    return f.at(x);
  }

  @Override
  public float derivative(float x) {
    return slope.at(x);
  }
}
