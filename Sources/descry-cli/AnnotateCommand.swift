internal import ArgumentParser
internal import Descry
internal import DescryLookup
internal import Glibc
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
    let (today, passThrough, stopsOnError) = (try shared.today(), passThrough, onError == .fail)
    let errors = Atomic(0)
    let makeWorker: @Sendable () -> ((LineBatch) -> AnnotatedBatch) = {
      let annotator = Annotator(engine, today: today, passThrough: passThrough)
      return { AnnotatedBatch($0, by: annotator, stopsOnError: stopsOnError) }
    }
    let deliver: @Sendable (AnnotatedBatch) -> Void = { batch in
      errors.add(batch.errors, ordering: .relaxed)
      batch.text.withUnsafeBufferPointer { Output.standard.write($0) }
      if let stop = batch.stop {
        Output.diagnostics.line(stop)
        Glibc.exit(2)
      }
    }
    var batches = LineBatches()
    if threads > 1, let workers = WorkerThreads(threads, worker: makeWorker, deliver: deliver) {
      try DescriptorReader.read { piece in batches.add(piece).map(workers.add) }
      batches.finish().map(workers.add)
      workers.finish()
    } else {
      let worker = makeWorker()
      try DescriptorReader.read { piece in batches.add(piece).map { deliver(worker($0)) } }
      batches.finish().map { deliver(worker($0)) }
    }
    let count = batches.count
    Output.diagnostics.line(
      "in=\(count) out=\(count) errors=\(errors.load(ordering: .relaxed))")
  }
}

/// A batch's lines, annotated.
private struct AnnotatedBatch: Sendable {
  private(set) var text: [UInt8] = []
  private(set) var errors = 0
  /// Why nothing may follow, when a bad line is to end the run.
  private(set) var stop: String?

  init(_ batch: LineBatch, by annotator: Annotator, stopsOnError: Bool) {
    text.reserveCapacity(batch.bytes.count * 3)
    var number = batch.firstLine
    var start = 0
    batch.bytes.withUnsafeBufferPointer { bytes in
      while start < bytes.count {
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let before = text.count
        let isError: Bool
        if line.count > LineBatches.longest {
          Annotator.refuse(number, "a line of more than 1 MiB is no charge", into: &text)
          isError = true
        } else {
          isError = annotator.annotate(line, number: number, into: &text)
        }
        if isError {
          errors += 1
          if stopsOnError {
            stop = "line \(number): \(String(decoding: text[before...], as: UTF8.self))"
            text.removeSubrange(before...)
            return
          }
        }
        text.append(UInt8(ascii: "\n"))
        number += 1
        start = end + 1
      }
    }
  }
}
