/// The structure of the pack: pages in a folder, or sections of one file, with the same links.
struct Site {
  enum Form {
    /// `index.html`, and the other pages beside each other in `pages/`.
    case folder
    /// Every page a section of one file.
    case oneFile
  }
  let form: Form

  /// The link from one page to a place on another.
  func href(to page: String, anchor: String? = nil, from here: String) -> String {
    switch form {
    case .oneFile:
      return "#" + (anchor.map { id($0, on: page) } ?? page)
    case .folder:
      let mark = anchor.map { "#\($0)" } ?? ""
      if page == here, !mark.isEmpty { return mark }
      return prefix(to: page, from: here) + "\(page).html" + mark
    }
  }

  private func prefix(to page: String, from here: String) -> String {
    switch (page == Page.index, here == Page.index) {
    case (true, false): "../"
    case (false, true): "pages/"
    default: ""
    }
  }

  /// An element's id, unique in its file.
  func id(_ anchor: String, on page: String) -> String {
    form == .oneFile ? "\(page)--\(anchor)" : anchor
  }

  /// A file beside `index.html`, such as the workbook; nil where the pack is a single file.
  func href(toFile path: String, from here: String) -> String? {
    form == .oneFile ? nil : (here == Page.index ? path : "../\(path)")
  }
}

/// One page: its title, its parents, and its contents, written once its place is known.
struct Page: Sendable {
  static let index = "index"

  var slug: String
  var title: String
  /// Its parent pages, below the overview.
  var under: [(slug: String, title: String)] = []
  var body: @Sendable (PagePlace) -> HTMLText

  /// Whether it is a measure's evidence card.
  var isCard: Bool { slug.hasPrefix("measure-") }
}

/// A page while it is being written: makes its links, ids and headings.
struct PagePlace {
  let site: Site
  let slug: String

  func link(_ text: HTMLText, to page: String, anchor: String? = nil) -> HTMLText {
    "<a href=\"\(site.href(to: page, anchor: anchor, from: slug))\">\(text)</a>"
  }

  func id(_ anchor: String) -> String { site.id(anchor, on: slug) }

  /// A heading, one level lower where the page is a section of one file.
  func heading(_ level: Int, _ text: HTMLText, id anchor: String? = nil) -> HTMLText {
    let shown = level + (site.form == .oneFile ? 1 : 0)
    let mark: HTMLText = anchor.map { " id=\"\(id($0))\"" } ?? ""
    return "<h\(shown)\(mark)>\(text)</h\(shown)>\n"
  }
}

/// A table that scrolls by itself on a narrow screen and can be reached by keyboard.
///
/// - Parameter rows: whole `<tr>` elements.
func htmlTable(
  _ caption: String, heads: [HTMLText], rows: [HTMLText], isCaptionHidden: Bool = false,
  groups: HTMLText? = nil
) -> HTMLText {
  let hidden: HTMLText = isCaptionHidden ? " class=\"hide\"" : ""
  return """
    <div class="wide" tabindex="0" role="region" aria-label="\(caption)"><table><caption\(hidden)>\(caption)</caption>
    <thead>\(groups ?? "")<tr>\(heads.joined())</tr></thead>
    <tbody>
    \(rows.joined(separator: "\n"))
    </tbody></table></div>

    """
}

/// Column headings: words, or numbers aligned right.
func head(_ text: String, isNumber: Bool = false) -> HTMLText {
  isNumber ? "<th scope=\"col\" class=\"n\">\(text)</th>" : "<th scope=\"col\">\(text)</th>"
}

/// Terms with their definitions. Empty ones are left out.
func definition(_ rows: [(String, HTMLText?)]) -> HTMLText {
  let items = rows.compactMap { term, text in text.map { "<dt>\(term)</dt><dd>\($0)</dd>" as HTMLText } }
  return items.isEmpty ? "" : "<dl>\n\(items.joined(separator: "\n"))\n</dl>\n"
}
