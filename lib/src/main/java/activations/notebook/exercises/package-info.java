/**
 * The exercises of the notebooks: a class for each notebook, a method for each exercise, with the right answer, the
 * wrong ones that are recognised, and the hints. A check cell calls the method with the learner's answer.
 */
package activations.notebook.exercises;
