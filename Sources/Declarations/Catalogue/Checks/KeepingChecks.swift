import Findings

extension CrossCheck {
  /// Refuses limits that can never apply, and files outside the input folder.
  mutating func checkKeeping(of plan: PipelinePlan, in source: SourceText) {
    let shares = [
      ("holdBack", "refusedPercent", plan.holdBack?.refusedPercent),
      ("holdBack", "unmappedPercent", plan.holdBack?.unmappedPercent),
      ("holdBack", "volumeDropPercent", plan.holdBack?.volumeDropPercent),
      ("completeness", "refusedPercent", plan.completeness?.refusedPercent),
      ("completeness", "couldChangePercent", plan.completeness?.couldChangePercent),
    ]
    for (parent, key, value) in shares {
      guard let value, !(0...100).contains(value) else { continue }
      let place = range(of: .key(parent), .key(key), in: source)
      refuse(.outOfRange, at: place, in: source, "a share is from 0 to 100 per cent")
    }
    if let decimals = plan.decimals, !(0...6).contains(decimals) {
      refuse(.outOfRange, at: range(of: "decimals", in: source), in: source, "decimals are from 0 to 6")
    }
    for (table, column) in (plan.tables ?? []).flatMap({ table in (table.columns ?? []).map { (table, $0) } })
    {
      guard let decimals = column.decimals, !(0...6).contains(decimals) else { continue }
      refuse(.outOfRange, table.table, in: source, "the decimals of a column are from 0 to 6")
    }
    let spans = [
      ("holdBack", "daysApart", plan.holdBack?.daysApart),
      ("holdBack", "daysAfterNewest", plan.holdBack?.daysAfterNewest),
      ("completeness", "daysAfterNewest", plan.completeness?.daysAfterNewest),
      ("retention", "days", plan.retention?.days),
      ("retention", "months", plan.retention?.months),
    ]
    for (parent, key, value) in spans {
      guard let value, value < 1 else { continue }
      let place = range(of: .key(parent), .key(key), in: source)
      refuse(
        .outOfRange, at: place, in: source, "this is 1 or more", hint: "leave the key out to set no limit")
    }
    for (position, input) in plan.inputs.enumerated() {
      checkDay(input.begins, in: source)
      for (index, file) in input.files.enumerated() where file.contains("/") || file == ".." {
        let place = range(of: "inputs", .item(position), "files", .item(index), in: source)
        refuse(
          .outOfRange, at: place, in: source, "a file's name has no folder in it",
          hint: "only files of the --input folder are read; name the folder there")
      }
    }
  }
}
