package import Declarations
package import Findings
package import Tables

/// One file of one dataset, ready to be read.
package struct Extract: Sendable {
  /// The dataset's id.
  package var dataset: String
  /// As the user named it.
  package var path: String
  package var bytes: ExtractBytes
  /// 64 lower-case hexadecimal digits.
  package var sha256: String
  /// The sheet to read of a workbook that has several.
  package var sheet: String?
  /// What 01/02/2026 means where no value of the file says.
  package var dateOrder: PipelinePlan.DateOrder?

  package init(dataset: String, path: String, bytes: ExtractBytes, sha256: String) {
    self.dataset = dataset
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
  }

  /// An extract in memory, for examples and tests.
  package init(dataset: String, path: String, _ bytes: [UInt8]) {
    self.init(dataset: dataset, path: path, bytes: .memory(bytes), sha256: SHA256.hexDigest(of: bytes))
  }

  /// Maps a file and hashes it; `path` is what messages call it and `file` where it is.
  ///
  /// Throws FILE-001 where there is no such file and FILE-008 where it can't be read.
  package init(dataset: String, path: String, file: String) throws(Finding) {
    do {
      let mapped = try MappedFile(path: file)
      self.init(
        dataset: dataset, path: path, bytes: .mapped(mapped),
        sha256: mapped.withSpan { SHA256.hexDigest(of: $0) })
    } catch {
      var finding = error
      finding.location = Location(path: path)
      throw finding
    }
  }
}
