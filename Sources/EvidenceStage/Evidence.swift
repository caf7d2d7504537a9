package import Artefacts
import Declarations
import Tables

/// Makes the files for people and programs from disclosed figures.
package func evidence(_ results: Disclosed, in context: EvidenceContext) -> EvidencePack {
  evidence(results, in: context, beside: []).pack
}

/// As above, with other work in parallel.
///
/// - Parameters:
///   - beside: pieces of work for idle cores, towards files outside the pack.
///   - take: called with each file as soon as it is made, in any order and on any thread.
package func evidence(
  _ results: Disclosed, in context: EvidenceContext, beside: [@Sendable () -> [EvidencePack.File]],
  take: @escaping @Sendable ([EvidencePack.File]) -> Void = { _ in }
) -> (pack: EvidencePack, beside: [EvidencePack.File]) {
  let pack = PackContents(results, context)
  let pages = allPages(pack)
  typealias Job = @Sendable () -> EvidencePack
  func files(_ made: @escaping @Sendable () -> [EvidencePack.File]) -> Job {
    { EvidencePack(files: made(), terminal: "") }
  }
  // One list of small pieces, longest first, so that no core finishes late.
  var jobs: [Job] = [files { workbooks(pack) }] + beside.map(files)
  let first = jobs.count
  jobs += folderFiles(pages, pack).map(files)
  jobs += documentFiles(pack).map(files)
  if pack.layout.oneFile { jobs.append(files { [oneFile(pages, pack)] }) }
  jobs += feeds(pack).map(files)
  jobs.append(files { refusedShares(pack) })
  jobs.append(files { tableFiles(laidTables(pack.results, pack.context)) })
  jobs.append(files { waterfallFiles(pack.results, pack.context) + waitingListFiles(pack.results) })
  jobs.append { EvidencePack(files: [], terminal: terminal(pack)) }
  let work = jobs
  let made = parallelMap(work.count) { index in
    let pack = work[index]()
    take(pack.files)
    return pack
  }
  return (
    EvidencePack(
      files: (made[first...] + made[..<1]).flatMap(\.files), terminal: made.last?.terminal ?? ""),
    made[1..<first].flatMap(\.files)
  )
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
  // Where the pipeline declares tables, they are the product and the comparison comes after them.
  let tables = laidTables(pack.results, pack.context)
  guard tables.isEmpty else { return terminalTables(tables) }
  // Groups of councils are on pages only: a terminal has room for countries and regions.
  let areas = pack.areas.filter { if case .area = $0 { true } else { false } }
  return Annex(pack).map { annexText($0, pack) } ?? terminalTable(pack.results, pack.context, areas: areas)
}
