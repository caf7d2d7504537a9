import Declarations
package import Findings
package import IngestStage
package import Runs
import Tables

/// What one table of a file is likely to be: its dataset, and how its columns are read.
package struct FileProposal: Sendable {
  /// As it is called in its folder.
  package var path: String
  /// Where a workbook has several.
  package var sheet: String?
  package var records: Int
  package var headers: [String]
  /// By dataset, the most likely first.
  package var readings: [ReadingProposal]
  package var confidence: ProposalConfidence
  /// Lines above the header.
  package var titleLines: Int
}

/// Proposes how files are read: as which dataset, and which column is which field.
package struct FileProposer {
  private let workspace: Workspace
  private let datasets: [Dataset]
  private let proposers: [ReadingProposer]

  /// - Parameter dataset: the only one to think of; all where nil.
  /// - Throws: RUN-008 where there is no such dataset.
  package init(_ workspace: Workspace, only dataset: String? = nil) throws(Finding) {
    self.workspace = workspace
    let cases = workspace.catalogue.datasets.all.map(\.value).filter { $0.cohort == nil && $0.person != nil }
    let named = dataset.map { id in
      workspace.catalogue.datasets.all.map(\.value).filter { $0.dataset.value == id }
    }
    if let dataset, named?.isEmpty == true {
      let ids = cases.map(\.dataset.value)
      throw Finding(
        "RUN-008", "there is no dataset '\(dataset)'",
        hint: suggestion(for: dataset, in: ids) ?? "one of: \(ids.joined(separator: ", "))")
    }
    datasets = named ?? cases
    let catalogue = workspace.catalogue
    proposers = datasets.map { ReadingProposer($0, among: cases, in: catalogue) }
  }

  /// The tables of a file that may be a dataset's, one for each sheet of a workbook that holds one.
  ///
  /// - Throws: FILE-001, -002, -008, -014 or -015 where the file can't be read.
  package func proposals(
    of path: String, member: String?, called name: String, sheet named: String? = nil
  ) throws(Finding) -> [FileProposal] {
    let extract = try Extract(dataset: "", path: name, file: path)
    let sheets = member == nil ? Workbook.names(in: extract.bytes) : nil
    guard let sheets, sheets.count > 1, named == nil else {
      return try proposal(of: extract, member, sheet: named, called: name).map { [$0] } ?? []
    }
    var found: [FileProposal] = []
    for sheet in sheets where !sheet.isHidden {
      if let one = try? proposal(of: extract, nil, sheet: sheet.name, called: name) { found.append(one) }
    }
    let best = found.map { $0.readings[0].score }.max() ?? 0
    // A pivot or a list of look-ups has a column or two of a dataset, and no table of it.
    return found.filter { $0.readings[0].score * 2 >= best && $0.readings[0].score > 0 }
  }

  private func proposal(
    of extract: Extract, _ member: String?, sheet: String?, called name: String
  ) throws(Finding) -> FileProposal? {
    let text = try TextSource(extract.bytes, member: member, sheet: sheet)
    let choices = datasets.compactMap { dataset in text.withHead { HeaderChoice($0, of: dataset) } }
    guard let choice = choices.max(by: { $0.matched < $1.matched }) else { return nil }
    let profile = try FileProfile(of: text, after: choice.header, delimiter: choice.delimiter)
    let columns = profile.columns.map { ColumnEvidence($0, records: profile.records) }
    let said = WordSet("\(name) \(sheet ?? "")")
    var readings = proposers.map { $0.proposal(for: columns) }
    for (place, dataset) in datasets.enumerated() where readings[place].score > 0 {
      if Self.isNamed(dataset, by: said) { readings[place].score += 120 }
    }
    readings.sort { ($1.score, $0.dataset) < ($0.score, $1.dataset) }
    guard let first = readings.first else { return nil }
    let margin = first.score - (readings.count > 1 ? max(0, readings[1].score) : 0)
    let confidence: ProposalConfidence =
      first.score >= 250 && margin >= 100 && first.missing.isEmpty
      ? .certain : first.score >= 150 && margin >= 60 ? .likely : .possible
    return FileProposal(
      path: name, sheet: sheet, records: profile.records, headers: choice.header.columns, readings: readings,
      confidence: confidence, titleLines: choice.titleLines)
  }

  /// Whether a file's name has the last word of a dataset's, as `LAS Reviews` has that of reviews.
  private static func isNamed(_ dataset: Dataset, by said: WordSet) -> Bool {
    let words = WordSet(dataset.dataset.value).words
    let telling = words.subtracting(["safeguarding", "application", "support"])
    return telling.contains { word in
      said.words.contains { $0 == word || (word.count >= 5 && $0.hasPrefix(word.prefix(6))) }
    }
  }
}

extension Workspace {
  /// The pipeline whose mappings read a header as it is, as `cld` reads a submission; nil where there is none.
  package func pipeline(reading headers: [String]) -> String? {
    let given = Set(headers.map { Spelling.folded($0) })
    return catalogue.pipelines.all.first { declared in
      let mappings = declared.value.inputs.map { $0.mapping.flatMap { catalogue.mapping($0.value) } }
      return !mappings.isEmpty && !declared.source.isCouncils
        && mappings.allSatisfy { mapping in
          guard let mapping else { return false }
          let found = mapping.columns.count { $0.headers.contains { given.contains(Spelling.folded($0)) } }
          let days = [mapping.submission?.firstDay, mapping.submission?.lastDay].compactMap(\.self)
          return found * 10 >= mapping.columns.count * 8
            && days.allSatisfy { given.contains(Spelling.folded($0)) }
        }
    }?.value.pipeline.value
  }
}
