package import Artefacts
package import Declarations
package import Findings
package import Statistics

/// Everything that outputs say about a run beside its figures. It has no figure of cases.
package struct EvidenceContext: Sendable {
  package var title: String
  package var areaName: String
  /// The measures, in the order of tables.
  package var measures: [Measure]
  /// The family (folder) of a measure, by id.
  package var families: [String: String]
  /// A measure's framework code, by id.
  package var codes: [String: String]
  package var quality: [DatasetQuality]
  /// How far figures could move if the cases behind findings were resolved.
  package var impact = DisclosedImpact()
  /// The quality of the extracts, by team and by run.
  package var qualityDetail = QualityDetail()
  package var sources: [ComparatorsNote]
  /// Requested measures that could not be computed, and why.
  package var notComputed: [NotComputed]
  package var inputs: [Input]
  package var toolVersion: String
  /// Other things that are left out, and why.
  package var leftOut: [LeftOut] = []
  /// Why a measure has no figure of what it is compared with, by measure and by the id of that area or group.
  package var absences: [String: [String: Comparability.Absence]] = [:]
  /// The pipeline's declared tables, in order.
  package var tables: [DeclaredTable] = []
  /// What people say of outcomes and priorities.
  package var judgedOutcomes: [Judgements.Outcome] = []
  /// The layout and wording of the evidence. What a project does not declare is left out.
  package var layout = EvidenceLayout()
  /// The page that explains why figures moved, if there is one beside the index.
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

  /// An extract, and how it was read if exact figures may be shown.
  package struct Input: Sendable {
    /// With hidden characters made visible.
    package var path: String
    package var dataset: String
    package var reading: ExtractReading?

    package init(path: String, dataset: String = "", reading: ExtractReading?) {
      self.path = Visible.text(path)
      self.dataset = dataset
      self.reading = reading
    }
  }

  /// How many records an extract has, and the digest of its bytes.
  package struct ExtractReading: Sendable {
    package var records: Figure
    package var sha256: String

    package init(records: Figure, sha256: String) {
      self.records = records
      self.sha256 = sha256
    }
  }
}

/// The quality of one dataset's extract: disclosed counts, without records.
package struct DatasetQuality: Sendable {
  package var dataset: String
  package var title: String
  /// nil where the policy hides counts of refused records.
  package var counts: Counts?
  /// Shown in place of the counts.
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
  /// The sum over all datasets of a printed count; nil where any is hidden.
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
