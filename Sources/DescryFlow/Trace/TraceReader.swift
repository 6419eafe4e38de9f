import DescryCore

/// Reads a Playwright `trace.zip`: the pages as they were before each action, and the actions.
struct TraceReader: FlowReader {
  var format: Flow.Format { .trace }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool { ZipArchive.recognizes(bytes) }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    let help = "record the trace again, and stop tracing before the program ends"
    let archive: ZipArchive
    do {
      archive = try ZipArchive(bytes)
    } catch {
      throw FlowError("F050 broken-zip", "the archive \(error.reason)", path: path, help: help)
    }
    let members = archive.members.filter { $0.name.hasSuffix(".trace") }
      .sorted { PathName.precedes($0.name, $1.name) }
    guard !members.isEmpty else {
      throw FlowError(
        "F051 no-trace", "the archive holds no `.trace` file", path: path,
        help: "expected a trace.zip of Playwright; unpack other archives into a folder")
    }
    var reading = TraceReading(archive, path: path, options: options)
    var refused: Diagnostic?
    for member in members {
      do {
        reading.take(trace: try reading.content(of: member))
      } catch {
        refused =
          FlowError("F050 broken-zip", "`\(member.name)` \(error.reason)", path: path, help: help)
          .diagnostic
        refused.map { reading.flow.diagnostics.append($0) }
        if error.isTooLarge { break }
      }
    }
    reading.finish()
    guard !reading.flow.screens.isEmpty else {
      throw refused.map { FlowError($0) }
        ?? FlowError(
          "F052 no-snapshots", "the trace holds no snapshots of pages", path: path,
          help: "start tracing with `snapshots: true`")
    }
    return reading.flow
  }
}
