internal import ArgumentParser
internal import Descry
internal import DescryLookup
internal import Synchronization

/// A filter for batch engines.
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate", abstract: "Explain charges as NDJSON, one line out for each line in.",
    discussion: """
      EXAMPLE: echo '{"id":1,"descriptor":"AMAZON PRIME*2K4RT8"}' | descry annotate
      """)

  enum OnError: String, ExpressibleByArgument, CaseIterable { case emit, fail }

  @OptionGroup var shared: SharedOptions
  @Option(help: "How many threads work.") var threads = 1
  @Option(help: "What a bad line does: emit an error in its place, or fail with exit code 2.")
  var onError = OnError.emit
  @Flag(help: "Give the input object back whole, with an added key `explanation`.")
  var passThrough = false

  func run() throws {
    guard (1...64).contains(threads) else { throw ValidationError("--threads is 1 to 64") }
    let engine = LookupEngine(try shared.ruleBook())
    let today = try shared.today()
    let annotators = (0..<threads).map { _ in
      Annotator(engine, today: today, passThrough: passThrough)
    }
    var lines = 0
    var errors = 0
    var carried: [UInt8] = []

    func annotate(_ bytes: UnsafeBufferPointer<UInt8>) throws {
      var start = 0
      var output = ""
      output.reserveCapacity(bytes.count * 3)
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        lines += 1
        let annotated = annotators[0].annotate(line, number: lines)
        if annotated.isError {
          errors += 1
          if onError == .fail {
            Output.standard.write(output)
            Output.diagnostics.line("line \(lines): \(annotated.line)")
            throw ExitCode(2)
          }
        }
        output += annotated.line
        output += "\n"
        start = end + 1
      }
      Output.standard.write(output)
    }

    try DescriptorReader.read { piece in
      guard let last = piece.lastIndex(of: UInt8(ascii: "\n")) else {
        carried += piece
        return
      }
      if carried.isEmpty {
        try annotate(UnsafeBufferPointer(rebasing: piece[...last]))
      } else {
        carried += piece[...last]
        try carried.withUnsafeBufferPointer { try annotate($0) }
        carried.removeAll(keepingCapacity: true)
      }
      carried += piece[(last + 1)...]
    }
    if !carried.isEmpty { try carried.withUnsafeBufferPointer { try annotate($0) } }
    Output.diagnostics.line("in=\(lines) out=\(lines) errors=\(errors)")
  }
}
