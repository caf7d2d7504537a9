package import Findings
package import Tables

/// One check of a table's records: a typed field, a key, or a declared rule.
package struct Check: Sendable, Hashable {
  package var code: FindingCode
  package var dataset: String
  /// The fields it is about. The first is the one to correct.
  package var fields: [String]
  package var severity: Severity
  package var effect: Effect
  /// Words without values, so that they may be printed anywhere.
  package var message: String
  package var hint: String

  package init(
    code: FindingCode, dataset: String, fields: [String], severity: Severity, effect: Effect, message: String,
    hint: String
  ) {
    self.code = code
    self.dataset = dataset
    self.fields = fields
    self.severity = severity
    self.effect = effect
    self.message = message
    self.hint = hint
  }
}

/// A record that fails a check.
package struct Breach: Sendable, Hashable {
  package var batch: Int32
  package var row: Int32
  /// Position in the table's `checks`.
  package var check: Int32

  package init(batch: Int, row: Int, check: Int) {
    self.batch = Int32(batch)
    self.row = Int32(row)
    self.check = Int32(check)
  }
}

/// A rule that could not be run, and why. It is always reported.
package struct NotRun: Sendable, Hashable {
  package var rule: FindingCode
  package var reason: String

  package init(rule: FindingCode, reason: String) {
    self.rule = rule
    self.reason = reason
  }
}

/// A dataset's cases, each accepted or refused: accepted ones count, refused ones are listed.
package struct ValidatedTable: Sendable {
  package var table: CaseTable
  package var checks: [Check]
  /// In the order of batch, row and check.
  package var breaches: [Breach]
  package var notRun: [NotRun]
  /// For each batch, 1 for an accepted row and 0 for a refused one.
  package var accepted: [[UInt8]]

  package init(
    table: CaseTable, checks: [Check], breaches: [Breach], notRun: [NotRun], accepted: [[UInt8]]
  ) {
    self.table = table
    self.checks = checks
    self.breaches = breaches
    self.notRun = notRun
    self.accepted = accepted
  }

  package var acceptedCount: Int {
    accepted.reduce(0) { total, rows in rows.reduce(total) { $0 + Int($1) } }
  }
  package var refusedCount: Int { table.rowCount - acceptedCount }

  /// The finding for a breach, with its file and line.
  package func finding(_ breach: Breach) -> Finding {
    let check = checks[Int(breach.check)]
    let batch = table.batches[Int(breach.batch)]
    return Finding(
      check.code, severity: check.severity, effect: check.effect, check.message, hint: check.hint,
      location: Location(
        path: table.sources[batch.source], line: batch.line(ofRow: Int(breach.row))),
      field: check.fields.first)
  }
}

/// The results of the validate stage.
package struct Validated: Sendable {
  /// By dataset id, sorted.
  package var tables: [ValidatedTable]
  /// About files and declarations. Findings about records are the tables' breaches.
  package var findings: [Finding]
  /// What the next run compares with.
  package var memory: RunMemory?
  /// nil where no rule links datasets, so that persons were not numbered.
  package var people: NumberedPeople?

  package init(
    tables: [ValidatedTable], findings: [Finding], memory: RunMemory? = nil, people: NumberedPeople? = nil
  ) {
    self.tables = tables
    self.findings = findings
    self.memory = memory
    self.people = people
  }

  package func table(of dataset: String) -> ValidatedTable? {
    tables.first { $0.table.dataset == dataset }
  }
}

/// The persons of a run as numbers. A person has the same number in all datasets.
package struct NumberedPeople: Sendable {
  /// Every person's key, from accepted and refused records.
  package var names: Interner
  /// By dataset and batch, each row's person; negative where there is none.
  package var rows: [String: [[Int32]]]

  package init(names: Interner, rows: [String: [[Int32]]]) {
    self.names = names
    self.rows = rows
  }
}
