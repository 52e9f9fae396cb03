"""The site: a page for each executed notebook, and an index of them. Nothing on it comes from the network."""

import html
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT_FILE = re.compile(r'<script[^>]*\ssrc="[^"]*"[^>]*>\s*</script>')
NETWORK_MODULE = re.compile(r'<script type="module">(?:(?!</script>).)*https?://(?:(?!</script>).)*</script>', re.S)
MATHJAX_2_SETUP = re.compile(r'<script type="text/x-mathjax-config">.*?</script>', re.S)
# The source of a cell with the tag hide-input, which would give an answer away.
HIDDEN_SOURCE = re.compile(r'(class="[^"]*\bcelltag_hide-input\b(?:(?!<pre).)*?)'
                           r'(<div class="\s*highlight[^>]*>.*?</pre>\s*</div>)', re.S)
FOREIGN_SOURCE = re.compile(r'(?:\ssrc="|@import\s+["\']|url\(["\']?)(?:https?|file):')
MATHJAX = (
    '<script>MathJax = {tex: {inlineMath: [["$", "$"], ["\\\\(", "\\\\)"]], processEscapes: true}};</script>\n'
    '<script defer src="mathjax/tex-svg.js"></script>\n')


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
        minutes = re.search(r"^\*\*Minutes:\*\* reading(?: and running)? (\d+), exercises (\d+)", text, re.M)
        self.minutes = int(minutes.group(1)) + int(minutes.group(2)) if minutes else 0


def write_page(notebook, opening, course, site):
    """Writes STEM.html with links to the pages before and after it in the course, a list of openings."""
    from nbconvert import HTMLExporter
    exporter = HTMLExporter()
    page, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": opening.title}})
    for unwanted in (SCRIPT_FILE, NETWORK_MODULE, MATHJAX_2_SETUP):
        page = unwanted.sub("", page)
    page = HIDDEN_SOURCE.sub(
        r'\1<details class="hidden-source"><summary>The check, with the answer</summary>\2</details>', page)
    dark, _, _ = exporter.environment.loader.get_source(exporter.environment, "static/theme-dark.css")
    head = MATHJAX + style("@media screen and (prefers-color-scheme: dark) {\n" + dark + "}\n" + read("site.css"))
    page = page.replace("<html>", '<html lang="en">', 1).replace("</head>", head + "</head>", 1)
    page = re.sub(r"<body[^>]*>", lambda body: body.group() + navigation(opening, course), page, count=1)
    end = page.rindex("</body>")
    write(page[:end] + navigation(opening, course) + page[end:], os.path.join(site, opening.stem + ".html"))


def navigation(opening, course):
    stems = [other.stem for other in course]
    position = stems.index(opening.stem)
    links = ['<a href="index.html">All notebooks</a>']
    if position > 0:
        before = course[position - 1]
        links.insert(0, f'<a rel="prev" href="{html.escape(before.stem)}.html">← {html.escape(before.title)}</a>')
    if position + 1 < len(course):
        after = course[position + 1]
        links.append(f'<a rel="next" href="{html.escape(after.stem)}.html">{html.escape(after.title)} →</a>')
    return '\n<nav class="course" aria-label="Notebooks">' + " ".join(links) + "</nav>\n"


def write_index(course, repository, site):
    """Writes index.html: what README.md says before its first section, and a row for each opening of the course."""
    with open(os.path.join(repository, "README.md"), encoding="utf-8") as file:
        readme = file.read()
    introduction = re.split(r"^## ", readme, maxsplit=1, flags=re.M)[0].replace("](notebooks/", "](")
    title = re.match(r"# +(.+)", readme).group(1)
    rows = "".join(
        f'<tr><td><a href="{html.escape(opening.stem)}.html">{html.escape(opening.title)}</a></td>'
        f'<td>{markdown(chr(10).join("- " + question for question in opening.questions))}</td>'
        f'<td class="minutes">{opening.minutes or ""}</td></tr>\n' for opening in course)
    total = sum(opening.minutes for opening in course)
    write(f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
{style(read("site.css"))}{MATHJAX}</head>
<body class="index">
<main>
{markdown(introduction)}
<table>
<thead><tr>
<th scope="col">Notebook</th><th scope="col">Questions it answers</th><th scope="col">Minutes</th>
</tr></thead>
<tbody>
{rows}</tbody>
<tfoot><tr><td>{len(course)} notebooks</td><td></td><td class="minutes">{total or ""}</td></tr></tfoot>
</table>
<p>These pages show the results. To run the notebooks, and to have your answers to the exercises checked:
<code>java notebooks/Start.java</code>.</p>
</main>
</body>
</html>
""", os.path.join(site, "index.html"))


def markdown(text):
    from nbconvert.filters import markdown2html
    return re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(text))


def style(css):
    return f"<style>\n{css}</style>\n"


def read(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


def write(page, path):
    page = re.sub(r'(href="[^":/]+)\.ipynb(["#])', r"\1.html\2", page)
    leftover = FOREIGN_SOURCE.search(page)
    if leftover:
        raise ForeignSource(page[leftover.start():leftover.start() + 120].strip())
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(page)
