import DescryCore

/// Reads an HTTP archive (HAR 1.2): each document that was loaded is a screen, in order of time.
///
/// A HAR holds what the server sent, not what scripts made of it; prices that came as JSON are kept
/// as texts of the screen during which they came.
struct HARReader: FlowReader {
  private static let mostScreens = 500

  var format: Flow.Format { .har }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    if PathName.suffix(name) == "har" { return true }
    let head = String(decoding: bytes.prefix(512), as: UTF8.self).filter { !$0.isWhitespace }
    return head.hasPrefix("{\"log\":{")
  }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    let root = try JSONSource.parse(
      bytes, path: path, code: "F040 not-har", atMost: options.largestRecording)
    guard let entries = root["log"]?["entries"]?.array else {
      throw FlowError(
        "F040 not-har", "expected `log.entries`, as HAR 1.2 has it", path: path, line: 1, column: 1,
        help: "export the network log again with its content (“Save all as HAR with content”)")
    }
    let loads = entries.map(HARLoad.init).enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    var flow = Flow(path: path, format: .har)
    let place = SourceLocation(path: path)
    let sheets = Dictionary(
      loads.filter(\.isStyleSheet).map { ($0.url, String(decoding: $0.content, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first })
    let scripts = Dictionary(
      loads.filter(\.isScript).map { ($0.url, String(decoding: $0.content, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first })
    let documents = loads.filter(\.isDocument)
    let framed = Self.framed(documents)
    var frames: [String: SourceText] = [:]
    for load in documents where framed.contains(load.url) && frames[load.url] == nil {
      frames[load.url] = SourceText(load.content, path: path, isHTML: true)
    }
    for load in loads {
      if load.isDocument, !framed.contains(load.url) {
        guard flow.screens.count < Self.mostScreens else {
          flow.diagnostics.append(
            FlowError(
              "F042 too-many-pages", "holds more than \(Self.mostScreens) pages; the rest was left",
              path: path, line: 1, column: 1, help: "record the checkout alone"
            ).diagnostic)
          break
        }
        guard load.content.count <= options.largestPage else {
          flow.diagnostics.append(
            PageScreen.tooLarge(load.content.count, path: path, line: 1, options).diagnostic)
          continue
        }
        var page = PageScreen(SourceText(load.content, path: path, isHTML: true), options: options)
        page.url = load.url
        page.sheets = sheets
        page.scriptFiles = scripts
        page.frames = frames
        page.place = place
        page.read(into: &flow)
      } else if load.isJSON, !flow.screens.isEmpty {
        JSONPrices.add(load.content, to: &flow.screens[flow.screens.count - 1], at: place)
      }
    }
    guard !flow.screens.isEmpty else {
      throw FlowError(
        "F041 no-documents", "no entry holds a page's content", path: path, line: 1, column: 1,
        help: "export the network log again with its content (“Save all as HAR with content”)")
    }
    flow.title = flow.screens.first?.title
    flow.language = flow.screens.first?.language
    return flow
  }

  /// Addresses that another document shows in a frame.
  private static func framed(_ documents: [HARLoad]) -> Set<String> {
    var framed: Set<String> = []
    let addresses = Set(documents.map(\.url))
    let byName = Dictionary(grouping: addresses, by: PathName.last)
    for load in documents {
      let markup = String(decoding: load.content, as: UTF8.self)
      guard markup.utf8.count < 4 << 20, markup.contains("<iframe") || markup.contains("<frame")
      else {
        continue
      }
      let tree = HTMLParser.parse(NestingGuard(Array(markup.utf8), deepest: 512).bytes)
      for node in tree.nodes where node.tag == "iframe" || node.tag == "frame" {
        guard let source = node.attribute("src"), !source.isEmpty else { continue }
        if addresses.contains(source) { framed.insert(source) }
        let name = PathName.last(source)
        guard !name.isEmpty else { continue }
        let end = source.drop { $0 == "." || $0 == "/" }
        framed.formUnion((byName[name] ?? []).filter { $0.hasSuffix(end) })
      }
    }
    return framed
  }
}

/// One entry of a HAR.
struct HARLoad {
  let url: String
  /// When it began, as the text that ISO 8601 sorts by.
  let time: String
  let content: [UInt8]
  private let type: String
  private let resource: String?
  private let status: Int

  init(_ entry: JSONValue) {
    url = entry["request"]?["url"]?.string ?? ""
    time = entry["startedDateTime"]?.string ?? ""
    resource = entry["_resourceType"]?.string
    status = entry["response"]?["status"]?.int ?? 0
    let body = entry["response"]?["content"]
    type = (body?["mimeType"]?.string ?? "").prefix { $0 != ";" }.lowercased()
    let text = body?["text"]?.string ?? ""
    content = body?["encoding"]?.string == "base64" ? Base64.decoded(text.utf8) : Array(text.utf8)
  }

  /// Whether it is a page and not a fragment that a script loaded.
  var isDocument: Bool {
    (type == "text/html" || type == "application/xhtml+xml") && !content.isEmpty
      && !(300..<400).contains(status) && (resource ?? "document") == "document"
  }

  var isStyleSheet: Bool { type == "text/css" && !content.isEmpty }
  var isScript: Bool {
    (type.hasSuffix("javascript") || type.hasSuffix("ecmascript")) && !content.isEmpty
  }
  var isJSON: Bool { type.hasSuffix("json") && !content.isEmpty }
}
