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
        guard let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else { continue }
        let text = String(decoding: bytes, as: UTF8.self)
        files.append(
          ("\(part)/\(name)", try lines(text, "\(path)/\(name)", isQuiet: part == "quiet")))
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

  private static func lines(_ text: String, _ path: String, isQuiet: Bool) throws -> [CorpusLine] {
    var header: [String]?
    var lines: [CorpusLine] = []
    for (number, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if row.isEmpty || row.hasPrefix("#") { continue }
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let header else {
        header = cells
        continue
      }
      func cell(_ name: String) -> String? {
        guard let index = header.firstIndex(of: name), index < cells.count else { return nil }
        return cells[index].isEmpty ? nil : cells[index]
      }
      let place = SourceLocation(path: path, line: number + 1)
      func refuse(_ message: String) -> Refusal {
        Refusal(
          diagnostic: Diagnostic(
            severity: .error, code: "C002 bad-line", message: message, location: place))
      }
      guard let descriptor = cell("descriptor") else { throw refuse("a line needs a descriptor") }
      let amount = try cell("amount").map { text in
        guard let amount = Amount(text) else { throw refuse("'\(text)' is no amount") }
        return amount
      }
      let date = try cell("date").map { text in
        guard let date = CalendarDate(text) else { throw refuse("'\(text)' is no day") }
        return date
      }
      lines.append(
        CorpusLine(
          location: place,
          charge: Charge(
            descriptor: descriptor, amount: amount,
            currency: cell("currency").flatMap { Currency($0) },
            date: date, country: cell("country")),
          merchant: cell("merchant"), name: cell("name"), subscription: cell("subscription"),
          intermediary: cell("intermediary"), isQuiet: isQuiet))
    }
    return lines
  }
}
