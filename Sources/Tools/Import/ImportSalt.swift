import Findings

/// Short and long-term support, England, 2015-16 to 2020-21, and requests of all ages for two years after.
func importSalt(from folder: [String: [UInt8]]) throws(Finding) -> [ImportedFile] {
  let table = try ReferenceTable(
    "salt_activity_england_2015-16_to_2023-24.csv", in: folder,
    columns: ["series", "year", "value", "source"])
  var values: [[String]: String] = [:]
  for record in table.records {
    let key = [record["series"], record["year"]]
    guard values.updateValue(record["value"], forKey: key) == nil else {
      throw record.wrong("FILE-306", "the series '\(key[0])' is given twice for \(key[1])")
    }
  }
  var series = KeyedSeries()
  var codes: [String] = []
  for record in table.records {
    let name = record["series"]
    // The publication's populations are the denominators of its rates, and come in with those.
    if name.hasPrefix("population_") { continue }
    let code = saltCode(name)
    if !codes.contains(code) { codes.append(code) }
    try series.add(code, "value", of: record, in: england, source: record["source"])
    let band = name.replacingPrefix("new_requests_per_100k_")
    if let band, let requests = values[["new_requests_\(band)", record["year"]]],
      let people = values[["population_\(band)", record["year"]]]
    {
      series.rows[series.rows.count - 1].numerator = requests
      series.rows[series.rows.count - 1].denominator = people
    }
  }
  let note = keyedNote(
    "salt-2015-16-to-2023-24",
    title: "Adult social care activity, England: 2015-16 to 2020-21, and all requests 2022-23 and 2023-24",
    publisher: "NHS Digital (now NHS England)", owner: "NHS England", framework: "salt",
    years: "2015-16 to 2023-24", sources: Array(Set(table.records.map { $0["source"] })).sorted())
  return pair(
    "data/comparators/salt/salt-2015-16-to-2023-24", csv: csv(series.rows, codes: codes), note: note)
}

private func saltCode(_ series: String) -> String {
  series.lowercased().split(separator: "_").map { $0 == "100k" ? "100000" : String($0) }.joined(
    separator: "-")
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
