import Declarations
package import IngestStage
import Tables

/// How a file is likely to be read as one dataset: each column's field, and the codes of its texts.
package struct ReadingProposal: Sendable {
  package var dataset: String
  package var columns: [ColumnProposal]
  /// Fields that the dataset needs and no column is likely to be.
  package var missing: [String]
  /// How well the file suits the dataset.
  var score: Int

  package struct ColumnProposal: Sendable {
    package var header: String
    package var field: String?
    package var confidence = ProposalConfidence.possible
    /// Where no field is certain or likely, those that it may be, the most likely first.
    package var candidates: [String] = []
    /// Texts without a code, with the one they are likely to mean.
    package var texts: [TextProposal] = []
    /// Records whose text is not shown, because few share it and it may name somebody.
    package var rarer = 0
  }

  package struct TextProposal: Sendable {
    package var text: String
    package var count: Int
    package var proposal: CodeProposal?
  }
}

/// Proposes how files are read as one dataset.
struct ReadingProposer {
  let dataset: Dataset
  private let index: HeaderIndex
  private let books: [CodeBook?]
  private let names: [[WordSet]]
  private let weights: WordWeights
  /// By field: what having it says of a file. Fields that most datasets have say little.
  private let worth: [Int]

  init(_ dataset: Dataset, among datasets: [Dataset], in catalogue: Catalogue) {
    self.dataset = dataset
    index = HeaderIndex(dataset)
    books = dataset.fields.map { field in
      field.kind == .code ? catalogue.codes(of: field).map { CodeBook($0) } : nil
    }
    names = dataset.fields.map { field in
      ([field.field.value, field.title] + (field.synonyms ?? [])).map { WordSet($0, isHeader: true) }
    }
    weights = WordWeights(
      zip(dataset.fields, names).flatMap { field, names in names.map { (field.field.value, $0) } })
    worth = dataset.fields.map { field in
      let owners = datasets.count { $0.fields.contains { $0.field.value == field.field.value } }
      return owners <= 2 ? 100 : owners == 3 ? 50 : 10
    }
  }

  /// One pairing of a column and a field.
  private struct Fit {
    var column: Int
    var field: Int
    var total: Int
    var isDeclared: Bool
    /// Whether its header speaks for it, and not its values alone.
    var isNamed: Bool
  }

  func proposal(for columns: [ColumnEvidence]) -> ReadingProposal {
    let covers = columns.map { column in
      books.indices.map { field in cover(of: column, by: field) }
    }
    var fits: [Fit] = []
    for (place, column) in columns.enumerated() where !column.profile.header.isEmpty {
      for field in dataset.fields.indices {
        if let fit = fit(place, column, field, covers[place][field]) { fits.append(fit) }
      }
    }
    fits.sort { ($1.total, $0.column, $0.field) < ($0.total, $1.column, $1.field) }
    var (fieldOf, columnOf): ([Int: Fit], [Int: Int]) = ([:], [:])
    for fit in fits where fieldOf[fit.column] == nil && columnOf[fit.field] == nil {
      fieldOf[fit.column] = fit
      columnOf[fit.field] = fit.column
    }
    var out = ReadingProposal(dataset: dataset.dataset.value, columns: [], missing: [], score: 0)
    for (place, column) in columns.enumerated() {
      var proposed = ReadingProposal.ColumnProposal(header: column.profile.header)
      if let fit = fieldOf[place] {
        let rivals = fits.filter { other in
          if other.column == place, other.field != fit.field {
            return columnOf[other.field].flatMap { fieldOf[$0] }?.isDeclared != true
          }
          return other.field == fit.field && other.column != place
            && fieldOf[other.column]?.isDeclared != true
        }
        proposed.confidence = confidence(fit, rivals)
        let name = dataset.fields[fit.field].field.value
        if proposed.confidence == .possible {
          let others = rivals.filter { $0.column == place }.map { dataset.fields[$0.field].field.value }
          proposed.candidates = [name] + others
        } else {
          proposed.field = name
          out.score += fit.isNamed ? worth[fit.field] : worth[fit.field] / 10
        }
        if let cover = covers[place][fit.field] { proposed.take(cover) }
      }
      out.columns.append(proposed)
    }
    let found = Set(out.columns.compactMap(\.field))
    out.missing = dataset.fields.filter { $0.required == true && !found.contains($0.field.value) }
      .map(\.field.value)
    // A field that a column may be is not missing yet. A key of another name is no sign of this dataset.
    let open = Set(out.columns.flatMap(\.candidates))
    out.score -= out.missing.count { !open.contains($0) } * 60
    if fieldOf.values.contains(where: { isKey($0.field) && !$0.isNamed }) { out.score -= 60 }
    return out
  }

  /// How a list of codes covers a column; nil for a column that is no list, or a field that has none.
  private func cover(of column: ColumnEvidence, by field: Int) -> CodeCover? {
    guard let book = books[field], column.profile.distinct <= 120, column.profile.kind != .date,
      column.profile.kind != .decimal
    else { return nil }
    return CodeCover(
      column.profile.texts, of: book, near: likeness(column.profile.header, field) >= 30)
  }

  /// How much a header says that a column is a field, from 0 to 100.
  private func likeness(_ header: String, _ field: Int) -> Int {
    if let found = index.field(header) { return found.position == field ? 100 : 0 }
    if index.candidates(header).contains(field) { return 60 }
    let words = WordSet(header, isHeader: true)
    return (names[field].map { weights.likeness(words, $0) }.max() ?? 0) * 65 / 100
  }

  private func confidence(_ fit: Fit, _ rivals: [Fit]) -> ProposalConfidence {
    if fit.isDeclared { return .certain }
    let margin = fit.total - (rivals.map(\.total).max() ?? 0)
    return fit.total >= 65 && margin >= 12 ? .likely : .possible
  }

  private func isKey(_ field: Int) -> Bool {
    dataset.key.count == 1 && dataset.key[0].value == dataset.fields[field].field.value
  }

  /// nil where the header or the values speak against it.
  private func fit(_ place: Int, _ column: ColumnEvidence, _ field: Int, _ cover: CodeCover?) -> Fit? {
    let declared = dataset.fields[field]
    let isKey = isKey(field)
    // A list of codes with hundreds of different texts is none.
    let isNone = books[field] != nil && cover == nil
    let contents = isNone ? -100 : column.suits(declared, isKey: isKey, codes: cover)
    let header = column.profile.header
    var name = likeness(header, field)
    let isNamed = name >= 40
    // What a run would read is read, whatever the values: their faults are for the run to tell.
    let isDeclared = index.field(header)?.position == field
    if name == 0, index.field(header) != nil { return nil }
    // What the values prove needs no name.
    if declared.form == .nhsNumber, contents == 100 { name = max(name, 60) }
    if declared.shortYearsBefore != nil, contents > 0 { name = max(name, 45) }
    if isKey, column.isKeyLike, name < 100 { name = max(name, 48) }
    if let cover, cover.percent >= 90, cover.codes >= 3 { name = max(name, 35) }
    let total = name + contents * 35 / 100
    guard total >= 42, contents > -60 || isDeclared else { return nil }
    return Fit(column: place, field: field, total: total, isDeclared: isDeclared, isNamed: isNamed)
  }
}

extension ReadingProposal.ColumnProposal {
  /// A text that fewer records share might name somebody, unless its words are nearly those of a code.
  private static let fewestShared = 5
  private static let mostTexts = 40

  fileprivate mutating func take(_ cover: CodeCover) {
    for (text, count, proposal) in cover.unknown {
      guard texts.count < Self.mostTexts, count >= Self.fewestShared || proposal?.confidence == .likely else {
        rarer += count
        continue
      }
      texts.append(.init(text: text, count: count, proposal: proposal))
    }
  }
}

extension ReadingProposal {
  /// What is not known by its name: the fields that columns are likely to be, and the codes of texts.
  package var proposalLines: [String] {
    columns.proposalLines
      + missing.map { name in
        "  no column is likely to be \(name), which the dataset needs"
      }
  }
}

extension [ReadingProposal.ColumnProposal] {
  package var proposalLines: [String] {
    var lines: [String] = []
    for column in self where !column.header.isEmpty {
      if column.field != nil, column.confidence == .likely {
        lines.append("  '\(column.header)' is likely \(column.field ?? "")")
      } else if column.field == nil, !column.candidates.isEmpty {
        lines.append("  '\(column.header)' may be \(column.candidates.joined(separator: " or "))")
      }
    }
    for column in self {
      guard let field = column.field else { continue }
      for text in column.texts {
        guard let proposal = text.proposal else {
          lines.append("  \(field) '\(text.text)' has no code (\(text.count))")
          continue
        }
        guard proposal.confidence != .certain else { continue }
        let how = proposal.confidence == .likely ? "is likely" : "may be"
        lines.append("  \(field) '\(text.text)' \(how) \(proposal.code) (\(text.count))")
      }
      if column.rarer > 0 {
        let records =
          column.rarer == 1 ? "1 record with a rarer text" : "\(column.rarer) records with rarer texts"
        lines.append("  \(field): \(records), not shown here")
      }
    }
    return lines
  }
}
