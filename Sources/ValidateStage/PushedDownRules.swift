package import Declarations
import Findings
package import Periods
package import Tables

/// Declared rules compiled for testing each batch of an extract while it is in the cache.
///
/// Rules over open lists of codes need the whole extract, and are left for `validate`.
package struct PushedDownRules: Sendable {
  /// The rules that are not tested here.
  package private(set) var remaining: [Declared<Rule>] = []
  private var screens: [String: DatasetScreen] = [:]

  /// The tests of one dataset.
  struct DatasetScreen: Sendable {
    /// The number of each rule's test, by rule code.
    var tests: [String: Int] = [:]
    /// For each test, the fields that it reads.
    var used: [Set<Int>] = []
    var conditions: ConditionSet
  }

  /// - Parameter day: the value of `:as_of` in rules.
  package init(
    _ rules: [Declared<Rule>], of datasets: [DatasetScope], codes codeLists: [CodeList], asOf day: Day,
    calendar: WorkingCalendar
  ) {
    let parameters = Parameters(asOf: day, periodStart: day, periodEnd: day, calendar: calendar)
    // Which of two records wins is decided after all files of a dataset are read, by columns that would be dropped here.
    remaining = rules.filter { rule in
      datasets.contains {
        $0.dataset.dataset.value == rule.value.dataset.value && $0.dataset.supersedes != nil
      }
    }
    for scope in datasets where scope.dataset.supersedes == nil {
      let id = scope.dataset.dataset.value
      let dictionaries = scope.dataset.fields.map { field in field.declaredCodes(in: codeLists) }
      var conditions: [ConditionSet.Condition] = []
      var screen = DatasetScreen(
        conditions: ConditionSet([], dictionaries: [], parameters: parameters))
      for rule in rules where rule.value.dataset.value == id {
        guard rule.value.lookingAt == .record,
          case .success(let compiled) = RuleConditions.compile(rule, scope: scope.scope),
          compiled.used.allSatisfy({ scope.dataset.fields[$0].kind != .code || dictionaries[$0] != nil }),
          screen.tests[rule.value.rule.value] == nil
        else {
          remaining.append(rule)
          continue
        }
        screen.tests[rule.value.rule.value] = conditions.count
        screen.used.append(compiled.used)
        conditions.append(compiled.condition)
      }
      screen.conditions = ConditionSet(
        conditions, dictionaries: dictionaries.map { $0 ?? [] }, parameters: parameters)
      screens[id] = screen
    }
  }

  func screen(of dataset: String) -> DatasetScreen? { screens[dataset] }

  /// By dataset, a function that tests a batch as it is read and marks the rows that fail.
  package var tests: [String: @Sendable (inout RecordBatch) -> Void] {
    screens.mapValues { screen in { batch in batch.marks = screen.marks(in: batch) } }
  }
}

extension PushedDownRules.DatasetScreen {
  /// The rows that fail a test, without those where a field of the test could not be read.
  fileprivate func marks(in batch: RecordBatch) -> [RecordBatch.RowMark] {
    var scratch = EvaluationScratch()
    return conditions.failures(in: batch, scratch: &scratch).readable(in: batch, used: used)
  }
}

extension [RecordBatch.RowMark] {
  /// Leaves out the rows where a field of the test could not be read: that is reported already.
  func readable(in batch: RecordBatch, used: [Set<Int>]) -> [RecordBatch.RowMark] {
    guard !isEmpty, !batch.faults.isEmpty else { return self }
    let faults = batch.faults
    return filter { mark in
      var low = 0
      var high = faults.count
      while low < high {
        let middle = (low + high) / 2
        if faults[middle].row < mark.row { low = middle + 1 } else { high = middle }
      }
      while low < faults.count, faults[low].row == mark.row {
        if faults[low].field < 0 || used[Int(mark.test)].contains(Int(faults[low].field)) { return false }
        low += 1
      }
      return true
    }
  }
}

extension Dataset.Field {
  /// Its codes, where a declaration lists them; nil for an open list and for other kinds.
  fileprivate func declaredCodes(in codeLists: [CodeList]) -> [String]? {
    guard kind == .code else { return nil }
    if let codes { return codes.map(\.code.value) }
    guard let name = codeList?.value else { return nil }
    return codeLists.first { $0.codeList.value == name }?.codes.map(\.code.value)
  }
}
