internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryReport
internal import DescryStatement

/// Prints what the reader understood.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Print what is understood of statements, one transaction a line.",
    discussion: "EXAMPLE: descry read statement.csv --assumptions")

  @Argument(help: "Statement files; - is standard input.") var files: [String]
  @OptionGroup var reading: ReadingFlags
  @Flag(help: "List every assumption that was made, on standard error.") var assumptions = false

  func run() throws {
    let options = try reading.options()
    let format = try reading.format()
    let complete = try reading.each(files) { file in
      var lines = TransactionLines()
      try StatementFile.stream(path: file, options: options, format: format, pdf: PDFProgram.text) {
        event in
        switch event {
        case .begin(let statement): lines.begin(statement)
        case .transaction(var transaction):
          StatementExplainer.mask(&transaction)
          lines.add(transaction)
          if lines.bytes.count > 1 << 16 {
            lines.bytes.withUnsafeBufferPointer { Output.standard.write($0) }
            lines.removeAll()
          }
        case .end(let statement):
          for diagnostic in statement.diagnostics { Output.diagnostics.line("\(diagnostic)") }
          if assumptions {
            for text in statement.assumptions { Output.diagnostics.line("\(file): \(text)") }
          }
          if case .off(let by, let line) = statement.balanceCheck {
            let place = line.map { " after line \($0)" } ?? ""
            Output.diagnostics.line("\(file): balances are off by \(by)\(place)")
          }
        case .progress: break
        }
      }
      lines.bytes.withUnsafeBufferPointer { Output.standard.write($0) }
    }
    if !complete { throw ExitCode(2) }
  }
}
