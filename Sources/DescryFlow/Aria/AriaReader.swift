import DescryCore
internal import Yams

/// Reads an ARIA snapshot of Playwright: one screen of roles, names and texts, as YAML.
struct AriaReader: FlowReader {
  private static let deepest = 400

  var format: Flow.Format { .aria }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    let suffix = PathName.suffix(name)
    if suffix == "yml" || suffix == "yaml" { return true }
    if suffix == "md" || suffix == "txt" { return false }
    let lines = String(decoding: bytes.prefix(2048), as: UTF8.self).split(separator: "\n").prefix(
      12)
    guard lines.first?.hasPrefix("- ") == true else { return false }
    let roles = ["banner", "main", "heading", "navigation", "text:", "button", "link", "paragraph"]
    return lines.filter { line in
      let item = line.drop { $0 == " " || $0 == "-" || $0 == "'" }
      return roles.contains { item.hasPrefix($0) }
    }.count * 2 > lines.count
  }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    guard bytes.count <= options.largestPage else {
      throw PageScreen.tooLarge(bytes.count, path: path, line: 1, options)
    }
    let source = SourceText(bytes, path: path)
    if let place = Self.tooDeep(source.bytes) {
      throw FlowError(
        "F071 nested-too-deep", "items nest deeper than \(Self.deepest)", path: path,
        line: source.line(of: place), column: 1, help: "expected an ARIA snapshot of one page")
    }
    let root = try Self.compose(source, path)
    guard let items = root?.sequence else {
      let mark = root?.mark
      throw FlowError(
        "F070 not-aria", "expected a list of items, as `- heading \"Cart\" [level=1]`", path: path,
        line: mark?.line ?? 1, column: mark?.column ?? 1,
        help: "write the snapshot that `locator.ariaSnapshot()` gives")
    }
    var outline = AriaOutline(path: path)
    for item in items { outline.add(item) }
    var screen = Screen(index: 0, location: SourceLocation(path: path, line: 1, column: 1))
    screen.elements = outline.finish()
    screen.title = screen.elements.first { $0.role == .heading }?.label
    screen.capabilities = [.roles, .liveState]
    var flow = Flow(path: path, format: .aria)
    flow.screens = [screen]
    flow.title = screen.title
    return flow
  }

  private static func compose(_ source: SourceText, _ path: String) throws(FlowError) -> Node? {
    do {
      return try Yams.compose(yaml: String(decoding: source.bytes, as: UTF8.self))
    } catch {
      var line = 1
      var column = 1
      var problem = "cannot be read as YAML"
      if case YamlError.parser(_, let reason, let mark, _) = error {
        (line, column, problem) = (mark.line, mark.column, "is no YAML: \(reason)")
      } else if case YamlError.scanner(_, let reason, let mark, _) = error {
        (line, column, problem) = (mark.line, mark.column, "is no YAML: \(reason)")
      }
      throw FlowError(
        "F070 not-aria", problem, path: path, line: line, column: column,
        help: "texts with a colon, a quote or a hash stand in single quotes")
    }
  }

  /// Where nesting goes beyond what is read; the parser's own is recursive.
  private static func tooDeep(_ bytes: [UInt8]) -> Int? {
    var brackets = 0
    var dashes = 0
    var isIndent = true
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        isIndent = true
        dashes = 0
        brackets = 0
      } else if isIndent {
        if byte == 0x20 || byte == 0x2D || byte == 0x3F { dashes += 1 } else { isIndent = false }
        if dashes > deepest * 2 { return index }
      }
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { brackets += 1 }
      if brackets > deepest { return index }
    }
    return nil
  }
}
