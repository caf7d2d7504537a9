import Artefacts
import Declarations
import Findings

/// What each extract held, what was refused, and which rules could not be run.
func qualitySection(_ context: EvidenceContext) -> HTMLText {
  guard !context.quality.isEmpty else { return "" }
  let datasets = context.quality.map { dataset -> HTMLText in
    """
    <tr><th scope="row">\(dataset.title)</th><td class="n">\(dataset.records)</td>\
    <td class="n">\(dataset.accepted)</td><td class="n">\(dataset.refused)</td></tr>
    """
  }
  let checks = context.quality.flatMap { dataset in
    dataset.checks.map { check -> HTMLText in
      """
      <tr><th scope="row">\(check.code.rawValue)</th><td>\(dataset.title)</td><td>\(check.field)</td>\
      <td>\(check.message)</td><td>\(effect(check.effect))</td><td class="n">\(check.count)</td>\
      <td>\(check.hint)</td></tr>
      """
    }
  }
  let notRun = context.quality.flatMap { dataset in
    dataset.notRun.map { "<li>\($0.rule.rawValue): \($0.reason)</li>" as HTMLText }
  }
  let notRunList: HTMLText =
    notRun.isEmpty ? "" : "<h3>Rules that could not be run</h3><ul>\(notRun.joined(separator: "\n"))</ul>"
  return """
    <section id="quality"><h2>Quality of the extracts</h2>
    <div class="wide"><table><caption>Records read, accepted and refused</caption>
    <thead><tr><th scope="col">Extract</th><th scope="col" class="n">Records</th>\
    <th scope="col" class="n">Accepted</th><th scope="col" class="n">Refused</th></tr></thead>
    <tbody>
    \(datasets.joined(separator: "\n"))
    </tbody></table></div>
    <div class="wide"><table><caption>What was found</caption>
    <thead><tr><th scope="col">Code</th><th scope="col">Extract</th><th scope="col">Field</th>\
    <th scope="col">What is wrong</th><th scope="col">Effect</th><th scope="col" class="n">Records</th>\
    <th scope="col">What to do</th></tr></thead>
    <tbody>
    \(checks.joined(separator: "\n"))
    </tbody></table></div>
    \(notRunList)</section>

    """
}

private func effect(_ effect: Effect) -> String {
  switch effect {
  case .refusesRecord: "record not counted"
  case .refusesFile: "file not read"
  case .stops: "run stopped"
  case .reports: "still counted"
  }
}

func notComputedSection(_ context: EvidenceContext) -> HTMLText {
  guard !context.notComputed.isEmpty else { return "" }
  let items = context.notComputed.map { item -> HTMLText in
    "<li>\(context.measure(item.measure)?.title ?? item.measure): \(item.reason)</li>"
  }
  return """
    <section id="not-computed"><h2>Not computed</h2><ul>
    \(items.joined(separator: "\n"))
    </ul></section>

    """
}

func notesSection(_ context: EvidenceContext) -> HTMLText {
  let shorthand = Wording.shorthandKey.map { "<li><code>\($0.symbol)</code> \($0.meaning)</li>" as HTMLText }
  let sources = context.sources.map { source -> HTMLText in
    let published = source.published.map { ", published \($0.value)" } ?? ""
    return "<li>\(source.title), \(source.publisher)\(published). \(source.attribution)</li>"
  }
  let inputs = context.inputs.map { input -> HTMLText in
    "<li>\(input.path): \(input.records) records, SHA-256 <code>\(input.sha256)</code></li>"
  }
  return """
    <section id="notes"><h2>Notes and sources</h2>
    <p>Every comparator shows its own year. Differences are between the values as printed: percentages
    in points, rates per 100,000 and the like in per cent where the measure says so.
    Better and worse are said only where it is agreed which way is good.</p>
    <ul>
    \(shorthand.joined(separator: "\n"))
    </ul>
    <h3>Comparators</h3><ul>
    \(sources.joined(separator: "\n"))
    </ul>
    <h3>Extracts</h3><ul>
    \(inputs.joined(separator: "\n"))
    </ul>
    <p>Made by CareTally \(context.toolVersion).</p></section>

    """
}
