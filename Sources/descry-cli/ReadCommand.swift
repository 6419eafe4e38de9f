internal import ArgumentParser
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
    let printer = RowPrinter(
      showsPending: pending, showsAssumptions: assumptions, comparesFiles: files.count > 1)
    let complete = try reading.each(files) { file in
      let options = try reading.profiled(options, for: file)
      try printer.print(file) {
        try StatementFile.stream(
          path: file, options: options, format: format, pdf: PDFProgram.text, into: printer)
      }
    }
    if !complete { throw ExitCode(2) }
  }
}
