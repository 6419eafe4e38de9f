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
    discussion: """
      EXAMPLE: descry read statement.csv --assumptions

      Rows that the bank has not booked are kept apart; --pending prints them too, with their status.
      """)

  @Argument(help: "Statement files; - is standard input.") var files: [String]
  @OptionGroup var reading: ReadingFlags
  @Flag(help: "List every assumption that was made, on standard error.") var assumptions = false
  @Flag(help: "Print pending and reverted rows too.") var pending = false

  func run() throws {
    let options = try reading.options()
    let format = try reading.format()
    var duplicates = DuplicateRows()
    let complete = try reading.each(files) { file in
      let options = try reading.profiled(options, for: file)
      var printer = RowPrinter(
        file: file, showsPending: pending, duplicates: files.count > 1 ? duplicates : nil)
      try StatementFile.stream(path: file, options: options, format: format, pdf: PDFProgram.text) {
        event in
        switch event {
        case .begin(let statement): printer.begin(statement)
        case .transaction(let transaction):
          if StatementExplainer.mayHoldCardNumber(transaction) {
            var masked = transaction
            StatementExplainer.mask(&masked)
            printer.take(masked)
          } else {
            printer.take(transaction)
          }
        case .end(let statement):
          printer.end()
          tell(statement)
        case .progress: break
        }
      }
      printer.finish()
      if let judged = printer.duplicates { duplicates = judged }
    }
    if !complete { throw ExitCode(2) }
  }

  private func tell(_ statement: Statement) {
    for diagnostic in statement.diagnostics { Output.diagnostics.line("\(diagnostic)") }
    if assumptions {
      for text in statement.assumptions { Output.diagnostics.line("\(statement.file): \(text)") }
    }
    switch statement.balanceCheck {
    case .off(let by, let line):
      let place = line.map { " after line \($0)" } ?? ""
      Output.diagnostics.line("\(statement.file): balances are off by \(by)\(place)")
    case .proved:
      if assumptions { Output.diagnostics.line("\(statement.file): balances prove it") }
    case .notGiven: break
    }
  }
}
