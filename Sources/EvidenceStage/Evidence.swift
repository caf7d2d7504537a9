package import Artefacts
import Declarations
import Tables

/// Makes the files that people and programs open from what the disclosure policy let through.
package func evidence(_ results: Disclosed, in context: EvidenceContext) -> EvidencePack {
  let pack = PackContents(results, context)
  let pages = allPages(pack)
  var jobs: [@Sendable () -> [EvidencePack.File]] = [
    { folderFiles(pages, pack) }, { pack.layout.oneFile ? [oneFile(pages, pack)] : [] }, { feeds(pack) },
    {
      let ranges = pack.context.impact.ranges
      return ranges.isEmpty ? [] : [impactFile(ranges, path: "impact.csv", in: pack.context)]
    },
  ]
  jobs += workbooks(pack)
  jobs.append { tableFiles(laidTables(pack.results, pack.context)) }
  jobs.append { waterfallFiles(pack.results, pack.context) + waitingListFiles(pack.results) }
  let work = jobs
  return EvidencePack(files: parallelMap(work.count) { work[$0]() }.flatMap(\.self), terminal: terminal(pack))
}

/// The pages, the overview first.
private func allPages(_ pack: PackContents) -> [Page] {
  var pages = [overviewPage(pack)]
  if let annex = Annex(pack) { pages.append(annexPage(annex, pack)) }
  pages += tablePages(pack)
  pages += productPages(pack)
  if !pack.results.waitingLists.isEmpty { pages.append(waitingListsPage(pack)) }
  pages += assurancePages(pack)
  pages.append(qualityPage(pack))
  pages.append(notesPage(pack))
  pages += pack.shown.map { cardPage(of: $0, pack) }
  return pages
}

private func terminal(_ pack: PackContents) -> String {
  // Where the pipeline declares tables they are the product, and the comparison is behind them.
  let tables = laidTables(pack.results, pack.context)
  guard tables.isEmpty else { return terminalTables(tables) }
  // Groups of councils are left to the pages: a terminal has room for countries and regions.
  let areas = pack.areas.filter { if case .area = $0 { true } else { false } }
  return Annex(pack).map { annexText($0, pack) } ?? terminalTable(pack.results, pack.context, areas: areas)
}
