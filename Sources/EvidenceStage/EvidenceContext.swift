package import Artefacts
package import Declarations
package import Findings
package import Statistics

/// Everything about a run that outputs say beside the figures; it holds no figure of a case.
package struct EvidenceContext: Sendable {
  package var title: String
  package var areaName: String
  /// The measures in the order of the tables.
  package var measures: [Measure]
  /// The family (folder) of a measure, by id.
  package var families: [String: String]
  /// The framework's code of a measure, by id, where it has one.
  package var codes: [String: String]
  package var quality: [DatasetQuality]
  /// How far figures could move if the cases behind findings were resolved one way or the other.
  package var impact = DisclosedImpact()
  /// The quality of the extracts by team and run by run.
  package var qualityDetail = QualityDetail()
  package var sources: [ComparatorsNote]
  /// Measures the pipeline asked for that could not be computed, and why.
  package var notComputed: [NotComputed]
  package var inputs: [Input]
  package var toolVersion: String
  /// What else is not here, and why.
  package var leftOut: [LeftOut] = []
  /// Why a measure has no figure of what it is compared with, by measure and by the id of that area or group.
  package var absences: [String: [String: Comparability.Absence]] = [:]
  /// The tables that the pipeline declares, in their order.
  package var tables: [DeclaredTable] = []
  /// How the evidence is laid out and worded; what a project does not declare is left out.
  package var layout = EvidenceLayout()
  /// The page that says why the figures moved since the run before, where one is written beside the index.
  package var movementPage: String?

  package init(
    title: String, areaName: String, measures: [Measure], families: [String: String], codes: [String: String],
    quality: [DatasetQuality], sources: [ComparatorsNote], notComputed: [NotComputed], inputs: [Input],
    toolVersion: String
  ) {
    self.title = title
    self.areaName = areaName
    self.measures = measures
    self.families = families
    self.codes = codes
    self.quality = quality
    self.sources = sources
    self.notComputed = notComputed
    self.inputs = inputs
    self.toolVersion = toolVersion
  }

  package func measure(_ id: String) -> Measure? { measures.first { $0.measure.value == id } }

  package struct NotComputed: Sendable {
    package var measure: String
    package var reason: String

    package init(measure: String, reason: String) {
      self.measure = measure
      self.reason = reason
    }
  }

  /// An extract, and how it was read where exact figures may be told.
  package struct Input: Sendable {
    /// Made visible, for people.
    package var path: String
    package var dataset: String
    package var reading: ExtractReading?

    package init(path: String, dataset: String = "", reading: ExtractReading?) {
      self.path = Visible.text(path)
      self.dataset = dataset
      self.reading = reading
    }
  }

  /// How many records an extract holds, and which bytes it is.
  package struct ExtractReading: Sendable {
    package var records: Figure
    package var sha256: String

    package init(records: Figure, sha256: String) {
      self.records = records
      self.sha256 = sha256
    }
  }
}

/// How good one dataset's extract was: no record, and every count has been through the policy.
package struct DatasetQuality: Sendable {
  package var dataset: String
  package var title: String
  /// nil where the policy keeps counts of refused records in.
  package var counts: Counts?
  /// Told in place of the counts.
  package var refusedShare: ShareBand?
  package var notRun: [NotRun]

  package init(
    dataset: String, title: String, counts: Counts?, refusedShare: ShareBand? = nil, notRun: [NotRun]
  ) {
    self.dataset = dataset
    self.title = title
    self.counts = counts
    self.refusedShare = refusedShare
    self.notRun = notRun
  }

  /// Totals, and counts by check.
  package struct Counts: Sendable {
    package var records: Figure
    package var accepted: Figure
    package var refused: Figure
    package var checks: [CheckCount]

    package init(records: Figure, accepted: Figure, refused: Figure, checks: [CheckCount]) {
      self.records = records
      self.accepted = accepted
      self.refused = refused
      self.checks = checks
    }
  }

  /// How many records failed one check.
  package struct CheckCount: Sendable {
    package var code: FindingCode
    package var field: String
    package var severity: Severity
    package var effect: Effect
    package var message: String
    package var hint: String
    package var count: Figure

    package init(_ check: Check, count: Figure) {
      code = check.code
      field = check.fields.first ?? ""
      severity = check.severity
      effect = check.effect
      message = check.message
      hint = check.hint
      self.count = count
    }
  }
}

extension [DatasetQuality] {
  /// The sum over all datasets of what is printed of each; nil where any is hidden.
  func total(_ part: (DatasetQuality.Counts) -> Figure) -> Int? {
    var sum = 0
    for dataset in self {
      guard let counts = dataset.counts, let number = part(counts).number else { return nil }
      sum += number.units
    }
    return sum
  }

  /// Whether exact quality is hidden, and kept for `restricted/`.
  var isKeptIn: Bool { contains { $0.counts == nil } }
}
