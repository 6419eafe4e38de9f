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
      var current: Statement?
      var lines = ""
      try StatementFile.stream(path: file, options: options, format: format, pdf: PDFProgram.text) {
        event in
        switch event {
        case .begin(let statement): current = statement
        case .transaction(var transaction):
          StatementExplainer.mask(&transaction)
          if let current {
            lines += JSON.transaction(transaction, of: current).line + "\n"
            if lines.utf8.count > 1 << 16 {
              Output.standard.write(lines)
              lines = ""
            }
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
      Output.standard.write(lines)
    }
    if !complete { throw ExitCode(2) }
  }
}
