import Artefacts
import Periods
import Tables

/// The pages as files of a folder, one piece of work each, with a shared style sheet.
func folderFiles(_ pages: [Page], _ pack: PackContents) -> [@Sendable () -> [EvidencePack.File]] {
  pages.map { page -> @Sendable () -> [EvidencePack.File] in { [folderFile(page, pack)] } } + [
    {
      [
        .init(open: "pages/style.css", bytes: Array(pageStyle.utf8)),
        .init(open: "pages/find.js", bytes: Array((pageScript + "\n").utf8)),
      ]
    }
  ]
}

private func folderFile(_ page: Page, _ pack: PackContents) -> EvidencePack.File {
  let path = page.slug == Page.index ? "index.html" : "pages/\(page.slug).html"
  let folder = page.slug == Page.index ? "pages/" : ""
  let place = PagePlace(site: Site(form: .folder), slug: page.slug)
  let document = document(
    title: page.slug == Page.index ? pack.title : "\(page.title) – \(pack.title)",
    style:
      "<link rel=\"stylesheet\" href=\"\(folder)style.css\">\n<script src=\"\(folder)find.js\" defer></script>",
    body: "\(crumbs(page, place))<main id=\"main\">\n\(page.body(place))</main>\n", pack)
  return EvidencePack.File(open: path, bytes: Array(document.markup.utf8))
}

/// The pages as one file that can be sent alone.
func oneFile(_ pages: [Page], _ pack: PackContents) -> EvidencePack.File {
  let site = Site(form: .oneFile)
  let contents = pages.map { page in
    "<li><a href=\"#\(page.slug)\">\(page.title)</a></li>" as HTMLText
  }
  let sections = pages.map { page -> HTMLText in
    let place = PagePlace(site: site, slug: page.slug)
    return """
      <section class="page\(page.isCard ? " card" : "")" id="\(page.slug)">
      \(page.body(place))<p class="top"><a href="#top">Back to contents<span class="hide"> from \(page.title)</span></a></p>
      </section>

      """
  }
  let body: HTMLText = """
    <main id="main">
    <h1 id="top">\(pack.title)</h1>
    <details open><summary>Contents</summary><nav aria-label="Contents"><ul class="columns">
    \(contents.joined(separator: "\n"))
    </ul></nav></details>
    \(sections.joined())<p class="printed">The \(pages.count(where: \.isCard)) evidence cards, and what is folded, are not printed. Open this file to read them.</p>
    </main>

    """
  let document = document(
    title: pack.title, style: "<style>\(HTMLText(markup: pageStyle))</style>", body: body, pack, isOne: true)
  return EvidencePack.File(open: "evidence-pack.html", bytes: Array(document.markup.utf8))
}

private func document(
  title: String, style: HTMLText, body: HTMLText, _ pack: PackContents, isOne: Bool = false
) -> HTMLText {
  """
  <!DOCTYPE html>
  <html lang="en-GB">
  <head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>\(title)</title>
  <link rel="icon" href="data:,">
  \(style)
  </head>
  <body\(isOne ? " class=\"one\"" : "" as HTMLText)>
  <a class="skip" href="#main">Skip to main content</a>
  <header><p class="brand">CareTally</p></header>
  \(body)<footer><p>\(pack.context.areaName), as of \(pack.results.asOf.words). Management information, provisional, \
  not official statistics. Disclosure policy: \(pack.results.policyTitle). Made by CareTally \(pack.context.toolVersion).</p></footer>
  </body>
  </html>

  """
}

private func crumbs(_ page: Page, _ place: PagePlace) -> HTMLText {
  guard page.slug != Page.index else { return "" }
  let above = [(slug: Page.index, title: "Overview")] + page.under
  let links = above.map { "<li>\(place.link(HTMLText($0.title), to: $0.slug))</li>" as HTMLText }
  return """
    <nav class="crumbs" aria-label="Breadcrumb"><ol>\(links.joined())<li aria-current="page">\(page.title)</li></ol></nav>

    """
}
