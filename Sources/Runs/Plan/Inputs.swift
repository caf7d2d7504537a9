package import Declarations
package import Findings
import FoundationEssentials
package import IngestStage

/// Finds a plan's extracts in an input folder, in the order of the plan and then by name.
///
/// A missing folder, or a dataset that is not optional and has no file, is `FILE-001`.
package func findExtracts(of plan: PipelinePlan, in folder: String) -> (
  extracts: [Extract], findings: [Finding]
) {
  var extracts: [Extract] = []
  var findings: [Finding] = []
  let names: [String]
  do {
    names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  } catch {
    let finding = Finding(
      "FILE-001", effect: .stops, "no folder '\(folder)'",
      hint: "name the folder of the extracts with --input")
    return ([], [finding])
  }
  for input in plan.inputs {
    let dataset = input.dataset.value
    let found = names.filter { name in input.files.contains { matches(name, pattern: $0) } }
    if found.isEmpty {
      let isOptional = input.optional ?? false
      findings.append(
        Finding(
          "FILE-001", severity: isOptional ? .warning : .error, effect: isOptional ? .reports : .refusesFile,
          "no extract of \(dataset) in '\(folder)'",
          hint: "looked for \(input.files.joined(separator: ", "))"))
    }
    for name in found {
      do throws(Finding) {
        var extract = try Extract(dataset: dataset, path: name, file: "\(folder)/\(name)")
        (extract.sheet, extract.dateOrder) = (input.sheet, input.dateOrder)
        extract.noDates = input.noDates ?? []
        extracts.append(extract)
      } catch {
        findings.append(error)
      }
    }
  }
  return (extracts, findings)
}

/// Whether a file name matches a pattern in which `*` is any characters.
package func matches(_ name: String, pattern: String) -> Bool {
  let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  guard parts.count > 1, let first = parts.first, let last = parts.last else { return name == pattern }
  guard name.hasPrefix(first), name.hasSuffix(last), name.count >= first.count + last.count else {
    return false
  }
  var rest = name.dropFirst(first.count).dropLast(last.count)
  for part in parts.dropFirst().dropLast() where !part.isEmpty {
    guard let range = rest.firstRange(of: part) else { return false }
    rest = rest[range.upperBound...]
  }
  return true
}
