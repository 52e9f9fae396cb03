"""
The site: a page for each executed notebook, and an index of them. Nothing on it comes from the network. What the pages
look like stands in templates/course, a template for nbconvert: for the one that pip installs and for Debian's.
"""

import copy
import os
import re

import jinja2
from nbconvert import HTMLExporter

TEMPLATES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
LINK_TO_NOTEBOOK = re.compile(r'((?:\]\(|\bhref=")[^":/()\s]+)\.ipynb(?=[)#"])')
FOLD = re.compile(r"^(<details\b.*|</details>)[ \t]*$", re.M)
FOREIGN_SOURCE = re.compile(r'(?:\ssrc="|@import\s+["\']|url\(["\']?)(?:https?|file):')


class ForeignSource(Exception):
    """A page would load something that is not part of the site."""


class Opening:
    """What the first cell of a notebook says of it."""

    def __init__(self, notebook, stem):
        text = notebook.cells[0].source if notebook.cells else ""
        title = re.match(r"# +(.+)", text)
        self.stem = stem
        self.title = title.group(1).strip() if title else stem
        questions = re.search(r"^\*\*Questions\*\*\s*\n((?:(?:[-*]|\d+\.) .*\n|[ \t].*\n|\n)+)", text + "\n", re.M)
        self.questions = re.findall(r"^(?:[-*]|\d+\.) +(.*)", questions.group(1), re.M) if questions else []
        minutes = re.search(r"^\*\*Minutes:\*\* (\d+) \(", text, re.M)
        self.minutes = int(minutes.group(1)) if minutes else 0


def write_page(notebook, opening, course, site):
    """Writes STEM.html with links to the pages before and after it in the course, a list of openings."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = with_links_to_pages(cell.source)
    position = [other.stem for other in course].index(opening.stem)
    resources = {
        "metadata": {"name": opening.title},
        "before": course[position - 1] if position > 0 else None,
        "after": course[position + 1] if position + 1 < len(course) else None,
    }
    page, _ = CourseExporter().from_notebook_node(notebook, resources)
    write(page, os.path.join(site, opening.stem + ".html"))


def write_index(course, repository, site):
    """Writes index.html: what README.md says before its first section, a row for each opening of the course, and a
    link to the documentation of the library if it is there."""
    with open(os.path.join(repository, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    introduction = re.split(r"^## ", readme, maxsplit=1, flags=re.M)[0].replace("](notebooks/", "](")
    template = CourseExporter(exclude_anchor_links=True).environment.get_template("overview.html.j2")
    documented = os.path.isfile(os.path.join(site, "javadoc", "index.html"))
    page = template.render(title=re.match(r"# +(.+)", readme).group(1), course=course, documented=documented,
                           introduction=with_links_to_pages(introduction))
    write(page, os.path.join(site, "index.html"))


class CourseExporter(HTMLExporter):
    """nbconvert's, with the template of the course."""

    def __init__(self, **settings):
        super().__init__(template_name="course", extra_template_basedirs=[TEMPLATES], **settings)

    @jinja2.pass_context
    def markdown2html(self, context, source):
        """Converts what is folded by itself: nbconvert 6 takes all from <details> to </details> for finished HTML."""
        pieces = FOLD.split(source)
        pieces[::2] = [super(CourseExporter, self).markdown2html(context, piece) for piece in pieces[::2]]
        return "\n".join(pieces)


def with_links_to_pages(markdown):
    """The text with links to the pages of notebooks in place of links to the notebooks."""
    return LINK_TO_NOTEBOOK.sub(r"\1.html", markdown)


def write(page, path):
    leftover = FOREIGN_SOURCE.search(page)
    if leftover:
        raise ForeignSource(page[leftover.start():leftover.start() + 120].strip())
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(page)
