import Findings
import Tables

extension CaseLedger {
  static func path(_ dataset: String) -> String { "restricted/cases-\(dataset).ledger" }

  /// The file in which earlier versions kept cases, as lines of text.
  static func pathBefore(_ dataset: String) -> String { "restricted/cases-\(dataset).csv" }

  /// Reads a ledger's file: its header, and blocks to the end.
  ///
  /// - Throws: `RUN-012` where the file was not written by a run.
  init(dataset: String, _ bytes: [UInt8], path: String) throws(Finding) {
    let damaged = Finding(
      "RUN-012", "'\(path)' is damaged", hint: "compare other runs, or run that day again")
    guard let (header, records, end) = LedgerHeader.read(bytes) else { throw damaged }
    var at = end
    var blocks: [LedgerBlock] = []
    while at < bytes.count {
      guard let block = LedgerBlock(bytes, at: &at, header) else { throw damaged }
      blocks.append(block)
    }
    guard blocks.reduce(0, { $0 + $1.keys.count }) == records else { throw damaged }
    self.init(dataset: dataset, header, blocks)
  }
}
