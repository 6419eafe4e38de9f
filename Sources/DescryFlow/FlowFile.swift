public import DescryCore

/// Reads a checkout flow of any format that Descry knows.
///
/// The format is found in the content first, then in the name: a transcript and a list of texts
/// have no marks that are sure.
public enum FlowFile {
  /// One file of a folder.
  public struct Part: Sendable {
    /// The path, as findings are to name it.
    public let path: String
    /// The content.
    public let bytes: [UInt8]

    /// A file of a folder.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The format that the bytes look like, or nil.
  public static func format(of bytes: [UInt8], name: String) -> Flow.Format? {
    reader(for: bytes, name: name)?.format
  }

  /// Reads one file into a flow.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - path: the file's name, used in locations and, where the content tells nothing, for the format.
  ///   - format: the format to read it as; nil to find out.
  /// - Throws: `FlowError` when nothing in the bytes can be read.
  public static func read(
    _ bytes: [UInt8], path: String, format: Flow.Format? = nil,
    options: FlowReadingOptions = FlowReadingOptions()
  ) throws(FlowError) -> Flow {
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw FlowError(
        "F001 empty", "holds nothing", path: path,
        help: "give a saved page, a recording or a transcript")
    }
    let found = format.flatMap { wanted in readers.first { $0.format == wanted } }
    guard let reader = found ?? reader(for: bytes, name: path) else {
      throw FlowError(
        "F002 unknown-format", "is in no format that is known", path: path,
        help:
          "expected .html, .mhtml, .har, a Playwright trace.zip or .aria.yml, .flow.json, .flow.md or .txt"
      )
    }
    var flow = try reader.read(bytes, path: path, options: options)
    flow.language = flow.language ?? options.language
    flow.currency = flow.currency ?? options.currency
    PriceReading.fill(&flow)
    return flow
  }

  /// Reads the files of a folder as one flow, in the order of the numbers in their names.
  ///
  /// Files that are no flow (images, scripts) are passed over; style sheets among them are used by
  /// the pages that name them. A file that cannot be read is told in the flow's diagnostics.
  ///
  /// - Throws: `FlowError` when none of the files can be read.
  public static func read(
    parts: [Part], path: String, options: FlowReadingOptions = FlowReadingOptions()
  ) throws(FlowError) -> Flow {
    var options = options
    let sheets = parts.filter { ["css", "js"].contains(PathName.suffix($0.path)) }
    let outer = options.resource
    options.resource = { reference in
      let name = PathName.last(reference)
      return sheets.first { PathName.last($0.path) == name }?.bytes ?? outer?(reference)
    }
    var joined: Flow?
    var refused: [Diagnostic] = []
    let pages = parts.filter { PathName.isPage($0.path) }
    for part in pages.sorted(by: { PathName.precedes($0.path, $1.path) }) {
      do {
        let flow = try read(part.bytes, path: part.path, options: options)
        if joined == nil {
          joined = flow
          joined?.path = path
        } else {
          joined?.append(flow)
        }
      } catch {
        refused.append(error.diagnostic)
      }
    }
    guard var flow = joined else {
      throw refused.first.map { FlowError($0) }
        ?? FlowError(
          "F003 no-pages", "holds no page, recording or transcript", path: path,
          help: "a folder of numbered files, as 1-cart.html and 2-delivery.html, is one flow")
    }
    flow.diagnostics += refused
    return flow
  }

  /// The readers, those first whose marks are the surest: plain text has none and comes last.
  private static let readers: [any FlowReader] = [
    TraceReader(), RecordingReader(), MHTMLReader(), HARReader(), HTMLReader(), AriaReader(),
    TranscriptReader(), TextReader(),
  ]

  private static func reader(for bytes: [UInt8], name: String) -> (any FlowReader)? {
    readers.first { $0.recognizes(bytes, name: name) }
  }
}

extension Flow {
  /// Adds the screens of another flow behind one's own.
  fileprivate mutating func append(_ other: Flow) {
    let shift = screens.count
    for var screen in other.screens {
      screen.index += shift
      if other.language != language, screen.language == nil { screen.language = other.language }
      screens.append(screen)
    }
    for var action in other.actions {
      action.screen += shift
      actions.append(action)
    }
    suppressions += other.suppressions
    diagnostics += other.diagnostics
    title = title ?? other.title
    language = language ?? other.language
    currency = currency ?? other.currency
    merchant = merchant ?? other.merchant
    date = date ?? other.date
  }
}
