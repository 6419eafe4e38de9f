public import DescryCore
internal import FoundationEssentials

/// The labelled lines by which the rule book is judged.
///
/// A file is tab-separated with a header of some of: descriptor, amount, currency, date, country,
/// merchant, name, subscription, intermediary. Lines that begin with # are remarks. Files in a
/// folder `quiet` hold lines of which none may be called a subscription.
public enum Corpus {
  /// Why a corpus file was refused.
  public struct Refusal: Error, Sendable {
    /// What is wrong and where.
    public let diagnostic: Diagnostic
  }

  /// Reads `descriptors/*.tsv` and `quiet/*.tsv` of a corpus folder.
  ///
  /// - Throws: `Refusal` when a file is no corpus file.
  public static func read(_ folder: String) throws -> [(file: String, lines: [CorpusLine])] {
    var files: [(file: String, lines: [CorpusLine])] = []
    for part in ["descriptors", "quiet"] {
      let path = "\(folder)/\(part)"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for name in names.sorted() where name.hasSuffix(".tsv") {
        let table = try TabbedFile("\(path)/\(name)")
        files.append(
          ("\(part)/\(name)", try table.rows.map { try line($0, isQuiet: part == "quiet") }))
      }
    }
    guard !files.isEmpty else {
      throw Refusal(
        diagnostic: Diagnostic(
          severity: .error, code: "C001 no-corpus", message: "holds no descriptors/*.tsv",
          location: SourceLocation(path: folder), help: "name another one with --corpus DIR"))
    }
    return files
  }

  private static func line(_ row: TabbedFile.Row, isQuiet: Bool) throws -> CorpusLine {
    guard let descriptor = row["descriptor"] else {
      throw row.refusal("a line needs a descriptor")
    }
    let amount = try row["amount"].map { text in
      guard let amount = Amount(text) else { throw row.refusal("'\(text)' is no amount") }
      return amount
    }
    let date = try row["date"].map { text in
      guard let date = CalendarDate(text) else { throw row.refusal("'\(text)' is no day") }
      return date
    }
    return CorpusLine(
      location: row.location,
      charge: Charge(
        descriptor: descriptor, amount: amount,
        currency: row["currency"].flatMap { Currency($0) }, date: date, country: row["country"]),
      merchants: Set([row["merchant"]].compactMap(\.self)),
      subscriptions: Set([row["subscription"]].compactMap(\.self)), name: row["name"],
      isQuiet: isQuiet)
  }
}
