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
  /// The file that it is in, or a part of: what stands in the folder.
  package var file: String
  /// The sheet to read of a workbook that has several.
  package var sheet: String?
  /// Of a ZIP archive, the file in it.
  package var member: String?
  /// Whether a pattern found the sheet. Such a sheet is left out if it is not a table of the dataset.
  package var isOneOfSheets = false
  /// Which of the file's records are this dataset's; all when nil.
  package var condition: RecordCondition?
  /// The conditions of what else reads the file, where this extract is the one to tell of records that nothing reads.
  package var otherConditions: [RecordCondition]?
  package var mapping: ExtractMapping?
  /// Whether to leave out totals and the like at the foot of the file.
  package var leavesOutFoot = true
  /// What 01/02/2026 means where no value of the file says.
  package var dateOrder: PipelinePlan.DateOrder?
  /// Days and words that mean no date in this file, besides what the dataset declares.
  package var noDates: [String] = []
  /// Of a file with a column for each period, the one that is read.
  var wide: WideColumn?

  package init(dataset: String, path: String, bytes: ExtractBytes) {
    self.dataset = dataset
    self.path = path
    file = path
    self.bytes = bytes
  }

  /// Of all its bytes, 64 lower-case hexadecimal digits; reads them all.
  package var sha256: String {
    var hash = SHA256()
    // A stretch at a time, and given back, so that hashing keeps no more of a large file in memory than reading does.
    let stretch = 4 << 20
    for start in stride(from: 0, to: bytes.count, by: stretch) {
      let range = start..<min(start + stretch, bytes.count)
      bytes.withSpan { hash.update($0.extracting(range)) }
      bytes.release(range)
    }
    return hash.hexDigest()
  }

  /// An extract in memory, for examples and tests.
  package init(dataset: String, path: String, _ bytes: [UInt8]) {
    self.init(dataset: dataset, path: path, bytes: .memory(bytes))
  }

  /// Maps a file; `path` is what messages call it and `file` where it is.
  ///
  /// Throws FILE-001 where there is no such file and FILE-008 where it can't be read.
  package init(dataset: String, path: String, file: String) throws(Finding) {
    do {
      let mapped = try MappedFile(path: file)
      self.init(dataset: dataset, path: path, bytes: .mapped(mapped))
    } catch {
      var finding = error
      finding.location = Location(path: path)
      throw finding
    }
  }
}
