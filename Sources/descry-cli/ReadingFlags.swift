internal import ArgumentParser
internal import DescryCore
internal import DescryStatement
internal import FoundationEssentials

/// What a user may say about statement files.
struct ReadingFlags: ParsableArguments {
  @Option(help: "Read as csv, ofx, qif, camt, mt940, cfonb120, norma43 or pdf; found out without.")
  var inputFormat: String?
  @Option(help: "How dates like 03/07/18 are written: dmy, mdy or ymd.") var dateOrder: String?
  @Option(help: "The decimal mark: comma or point.") var decimal: String?
  @Option(help: "What CSV columns hold, from left to right, as date,-,descriptor,amount.")
  var columns: String?
  @Option(help: "The currency where the file does not say.") var currency: String?

  /// The options, or a usage error.
  func options() throws -> ReadingOptions {
    var options = ReadingOptions()
    if let dateOrder {
      guard let order = ReadingOptions.DateOrder(rawValue: dateOrder) else {
        throw ValidationError("--date-order is dmy, mdy or ymd, not '\(dateOrder)'")
      }
      options.dateOrder = order
    }
    if let decimal {
      guard let mark = ReadingOptions.DecimalMark(rawValue: decimal) else {
        throw ValidationError("--decimal is comma or point, not '\(decimal)'")
      }
      options.decimalMark = mark
    }
    options.columns = columns?.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingPrefix(" ").description }
    if let currency {
      guard let value = Currency(currency) else {
        throw ValidationError("--currency is three letters, as EUR, not '\(currency)'")
      }
      options.currency = value
    }
    return options
  }

  /// The format to read as, or nil to find out.
  func format() throws -> Statement.Format? {
    guard let inputFormat else { return nil }
    guard let format = Statement.Format(rawValue: inputFormat.lowercased()) else {
      let known = Statement.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--input-format is one of \(known), not '\(inputFormat)'")
    }
    return format
  }

  /// The options with what the closest `.descry.yml` says of a file.
  func profiled(_ options: ReadingOptions, for file: String) throws -> ReadingOptions {
    guard file != "-", let profile = try ReadingProfile(for: file) else { return options }
    return try profile.complete(options, for: file)
  }

  /// Calls `body` for each file; a file that is refused is told and the others still run.
  ///
  /// Returns whether all were read.
  func each(_ files: [String], _ body: (String) throws -> Void) throws -> Bool {
    var complete = true
    for file in files {
      do { try body(file) } catch let error as StatementError {
        Output.diagnostics.line("\(error.diagnostic)")
        complete = false
      }
    }
    return complete
  }
}
