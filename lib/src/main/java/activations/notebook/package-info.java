/** What the notebooks call to show charts and tables, to check an answer, and to report progress. */
package activations.notebook;
