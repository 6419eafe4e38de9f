internal import DescryCore
internal import FoundationEssentials

/// A table of a corpus: cells between tabs, a header, remarks behind #.
struct TabbedFile {
  /// A row of cells by the header's names.
  struct Row {
    let location: SourceLocation
    fileprivate let header: [String: Int]
    fileprivate let cells: [Substring]

    /// A cell; nil when it is empty or there is none.
    subscript(_ name: String) -> String? {
      guard let index = header[name], index < cells.count, !cells[index].isEmpty else { return nil }
      return String(cells[index])
    }

    /// What is wrong with the row.
    func refusal(_ message: String) -> Corpus.Refusal {
      Corpus.Refusal(
        diagnostic: Diagnostic(
          severity: .error, code: "C002 bad-line", message: message, location: location))
    }
  }

  let rows: [Row]

  /// - Throws: `Corpus.Refusal` when there is no such file, or its header has no `descriptor`.
  init(_ path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Corpus.Refusal(
        diagnostic: Diagnostic(
          severity: .error, code: "C001 no-corpus", message: "cannot be read",
          location: SourceLocation(path: path), help: "name a file with --lines FILE"))
    }
    var header: [String: Int] = [:]
    var rows: [Row] = []
    let text = String(decoding: bytes, as: UTF8.self)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      let location = SourceLocation(path: path, line: number + 1)
      if header.isEmpty {
        for (index, name) in cells.enumerated() { header[String(name)] = index }
        guard header["descriptor"] != nil else {
          throw Corpus.Refusal(
            diagnostic: Diagnostic(
              severity: .error, code: "C002 bad-line",
              message: "a header with a column 'descriptor' is expected", location: location,
              help: "the columns stand in the first line, with tabs between them"))
        }
        continue
      }
      rows.append(Row(location: location, header: header, cells: cells))
    }
    self.rows = rows
  }
}
