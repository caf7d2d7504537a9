import AggregateStage
package import Declarations
package import Findings
package import Folders
package import Periods
import Statistics
import Tables

/// All declarations and reference tables, read once and checked.
package struct Workspace: Sendable {
  package let folder: ProjectFolder
  package let catalogue: Catalogue
  package let areas: Areas
  package let populations: Populations
  package let calendar: WorkingCalendar
  package let comparators: ComparatorSeries
  /// SHA-256 over the paths and bytes of every declaration, in order.
  package let digest: String
  /// Every finding, sorted by file and place.
  package let findings: [Finding]
  /// What the council's folder has in place of shipped declarations: notes, which no run fails by.
  package private(set) var replacements: [Finding] = []

  /// The texts that mean blank in extracts.
  package var blankValues: [BlankValues] { catalogue.blankValues.all.map(\.value) }

  /// Opens a workspace whose declarations have no errors.
  ///
  /// Errors in a file that only pipelines name stop nothing but those that name it.
  /// - Parameter pipelines: which the caller is about; every one where nil.
  /// - Throws: `Findings` with every error in `data/` and `pipelines/` at once.
  package static func open(
    _ root: String, council: CouncilFolder? = nil, for pipelines: [String]? = nil
  ) throws -> Workspace {
    let workspace = try read(root, council: council)
    let errors = workspace.findings.filter { $0.severity == .error }
      .filter { error in pipelines.map { workspace.matters(error, to: $0) } ?? true }
    guard errors.isEmpty else { throw Findings(errors) }
    return workspace
  }

  /// Reads as much of a workspace as possible.
  ///
  /// - Parameter comparing: false leaves `comparators` empty, for callers that only need findings.
  package static func read(
    _ root: String, council: CouncilFolder? = nil, comparing: Bool = true
  ) throws(Finding) -> Workspace {
    let folder = try ProjectFolder(root, council: council)
    let all = try folder.declarations()
    let (files, reference) = sideBySide(
      { Catalogue.decoded(all) },
      { Result { () throws(Finding) in try ReferenceTables(all, in: folder) } })
    let sources = files.sources
    let tables = try reference.get()
    let (areas, populations) = (tables.areas, tables.populations)
    // The tables of publications are read while declarations are checked against each other.
    let ((readable, contradictions), publications) = sideBySide(
      {
        Catalogue.read(files, areas: Set(areas.all.map(\.code)), populations: Set(populations.ids))
      }, { Publications(sources, in: folder) })
    var findings = tables.findings
    var given = readable
    if let council {
      do throws(Finding) {
        given.give(pipelines: try council.area(among: areas))
      } catch { findings.append(error) }
    }
    let catalogue = given
    let comparators = catalogue.comparators.all
    var published: [PublishedFigures] = []
    for note in comparators {
      let table = try publications[note.source].get()
      published.append(table.figures)
      findings += table.findings
    }
    let read = published
    let isDeriving = comparing && catalogue.frameworks.all.contains { $0.value.derived != nil }
    let derived =
      isDeriving
      ? DerivedComparators(
        zip(read, comparators.map(\.value)).map { ($0, $1) }, catalogue, areas, populations
      ).figures : [:]
    let newest = areas.newestCodes
    let areaName = { @Sendable (code: String) in areas.current(code)?.name ?? code }
    let (digest, figures) = sideBySide(
      { Runs.digest(of: sources) },
      {
        parallelMap(comparing ? read.count : 0) { index in
          comparatorFigures(
            read[index], note: comparators[index].value, catalogue: catalogue, areaName: areaName)
        }
      })
    return Workspace(
      folder: folder, catalogue: catalogue, areas: areas, populations: populations,
      calendar: tables.calendar, comparators: series(of: [derived] + figures, in: catalogue, codes: newest),
      digest: digest,
      findings: contradictions + catalogue.datasets.all.flatMap(cohortFindings) + findings,
      replacements: files.replacements.map { kind, id, source in
        Finding(
          "RUN-061", severity: .note, effect: .reports,
          "the \(kind) \"\(id)\" is that of the council's folder, in place of the shipped one",
          location: Location(path: "council/\(source.place)"))
      })
  }

  /// A dataset with its expressions' scope and its codes' labels.
  package func scope(of dataset: Dataset) -> DatasetScope {
    var scope = DatasetScope(
      dataset: dataset, scope: Scope(dataset: dataset, codes: catalogue.codes),
      labels: dataset.fields.map { field in
        field.kind == .code ? catalogue.codes(of: field)?.map(\.label) : nil
      })
    for (position, field) in dataset.fields.enumerated() where field.kind == .code {
      scope.groups[position] = catalogue.codes(of: field)?.map { $0.group ?? $0.label }
    }
    return scope
  }

  fileprivate static let noCalendar = Finding(
    "RUN-004", "data/calendars/england-bank-holidays.csv has no calendar",
    hint: "restore the file from the distribution")
}

/// The reference tables, with their findings.
private struct ReferenceTables: Sendable {
  let areas: Areas
  let calendar: WorkingCalendar
  var populations = Populations()
  var findings: [Finding]

  init(_ sources: [SourceText], in folder: ProjectFolder) throws(Finding) {
    let (areas, areaFindings) = Areas.read(try folder.table("data/areas/areas.csv"))
    let (calendar, calendarFindings) = Calendars.read(
      try folder.table("data/calendars/england-bank-holidays.csv"))
    guard let calendar else { throw calendarFindings.first ?? Workspace.noCalendar }
    (self.areas, self.calendar) = (areas, calendar)
    findings = areaFindings + calendarFindings
    // Tables need their notes, and checks of references need the tables' ids.
    for note in Catalogue.populationsNotes(sources) {
      let table = try folder.table(beside: note.source)
      findings += populations.read(table, note: note.value)
    }
    populations.addSums(of: areas)
  }
}

/// The tables of publications, found by their notes, with their findings.
private struct Publications: Sendable {
  typealias Table = (figures: PublishedFigures, findings: [Finding])
  private let tables: [String: Result<Table, Finding>]

  init(_ sources: [SourceText], in folder: ProjectFolder) {
    let notes = Catalogue.comparatorsNotes(sources)
    let files = parallelMap(notes.count) { index in
      Result { () throws(Finding) in try folder.bytes(beside: notes[index]) }
    }
    // The longest first: one file has a seventh of everything.
    let read = parallelMap(weights: files.map { (try? $0.get().count) ?? 0 }) { index in
      Result { () throws(Finding) -> Table in
        PublishedFigures.read(
          try TextTable.read(try files[index].get(), path: ProjectFolder.table(notes[index].path)))
      }
    }
    // Each note is a file of its own.
    tables = Dictionary(uniqueKeysWithValues: zip(notes.map(\.path), read))
  }

  subscript(note: SourceText) -> Result<Table, Finding> {
    guard let table = tables[note.path] else {
      preconditionFailure("a note that is not among the declarations")
    }
    return table
  }
}

/// All publications' figures, in the order given, and then those lent to other measures.
///
/// A later figure of a measure, area and year replaces an earlier one: a published figure replaces a derived one.
private func series(
  of publications: [[String: [ComparatorFigure]]], in catalogue: Catalogue, codes: [String: String]
) -> ComparatorSeries {
  var lists: [String: [[ComparatorFigure]]] = [:]
  for (measure, figures) in publications.joined() { lists[measure, default: []].append(figures) }
  let own = lists
  for measure in catalogue.measures.all.map(\.value) {
    guard let lender = measure.comparedWith?.value, let lent = own[lender] else { continue }
    lists[measure.measure.value, default: []] += lent.map { $0.lent(to: measure.measure.value) }
  }
  return ComparatorSeries(byMeasure: lists, codes: codes)
}

/// Published figures by measure id, translated from their framework's codes, in the order of the publication.
private func comparatorFigures(
  _ published: PublishedFigures, note: ComparatorsNote, catalogue: Catalogue,
  areaName: (String) -> String
) -> [String: [ComparatorFigure]] {
  let measures = measureIDs(of: note.framework.value, in: catalogue)
  var out: [String: [ComparatorFigure]] = [:]
  // A measure's figures follow each other in the file.
  for run in published.all.chunked(where: { $0.measureCode == $1.measureCode }) {
    guard let code = run.first?.measureCode, let measure = measures[code] else { continue }
    out[measure, default: []] += run.map { figure in
      ComparatorFigure(
        measure: measure, area: figure.areaCode, areaName: areaName(figure.areaCode),
        year: figure.timePeriod, outcome: figure.outcome.number, missing: figure.outcome.missing,
        numerator: figure.numerator.number?.units, denominator: figure.denominator.number?.units,
        margin: figure.marginOfError.number, comparators: note.comparators.value)
    }
  }
  return out
}

extension Array {
  /// Its runs of elements that belong to the one before.
  fileprivate func chunked(where belongs: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices where index > startIndex && !belongs(self[index - 1], self[index]) {
      runs.append(self[start..<index])
      start = index
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}

extension [ComparatorFigure] {
  /// The figures of one measure under the id of another that is compared with it.
  fileprivate func lent(to measure: String) -> [ComparatorFigure] {
    map { figure in
      var copy = figure
      copy.measure = measure
      return copy
    }
  }
}

/// Measure id by code, in one vintage.
func measureIDs(of framework: String, in catalogue: Catalogue) -> [String: String] {
  catalogue.entriesByCode(of: framework).mapValues(\.measure.value)
}
