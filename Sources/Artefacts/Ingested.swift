package import Findings
package import Periods
package import Tables

/// The typed contents of the extracts: every record of every file that was not refused, with its faults.
package struct Ingested: Sendable {
  /// One for each dataset that had an extract, in the order of their ids.
  package var tables: [CaseTable]
  /// About files. Faults of single cells are in the tables' batches.
  package var findings: [Finding]
  /// One for each extract, in the given order, refused ones included.
  package var sources: [Source]
  /// How each file was read, in the given order.
  package var readings: [FileReading] = []
  /// How the codes were cleaned, by dataset and field; with values of refused records.
  package var cleaning: [FieldCleaning] = []

  package struct Source: Sendable, Hashable {
    package var dataset: String
    /// As the user named it.
    package var path: String
    package var sha256: String
    package var bytes: Int
    /// Records read, faulty ones included; 0 for a refused file.
    package var records: Int

    package init(dataset: String, path: String, sha256: String, bytes: Int, records: Int) {
      self.dataset = dataset
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
      self.records = records
    }
  }

  /// The first day that a dataset's files cover, where they say so.
  package var begins: [String: Day] = [:]

  package init(tables: [CaseTable], findings: [Finding], sources: [Source]) {
    self.tables = tables
    self.findings = findings
    self.sources = sources
  }

  package func table(_ dataset: String) -> CaseTable? { tables.first { $0.dataset == dataset } }
}
