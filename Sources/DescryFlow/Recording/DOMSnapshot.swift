import DescryCore

/// A page as `DOMSnapshot.captureSnapshot` of the Chrome DevTools Protocol gives it: the documents of
/// all frames, with styles, boxes and what is ticked at the moment.
struct DOMSnapshot {
  /// The styles to ask the browser for, in this order.
  static let styles = [
    "display", "visibility", "opacity", "color", "background-color", "font-size", "font-weight",
    "text-decoration-line",
  ]

  private let root: JSONValue
  private let path: String
  private let strings: [String]
  private let documents: [JSONValue]

  init(_ root: JSONValue, path: String) {
    self.root = root
    self.path = path
    strings = (root["strings"]?.array ?? []).map { $0.string ?? "" }
    documents = root["documents"]?.array ?? []
  }

  /// The snapshot as a flow of one screen.
  func flow(_ options: FlowReadingOptions) throws(FlowError) -> Flow {
    guard let main = documents.first else {
      throw FlowError(
        "F063 empty-snapshot", "the snapshot holds no document", path: path, line: 1, column: 1)
    }
    var flow = Flow(path: path, format: .recording)
    var tree = DOMSnapshotTree(documents, strings)
    tree.build()
    var page = PageScreen(SourceText([], path: path), options: options)
    page.place = SourceLocation(path: path, line: 1, column: 1)
    page.url = string(main["documentURL"])
    page.add(tree.tree, to: &flow)
    guard var screen = flow.screens.popLast() else { return flow }
    screen.title = string(main["title"]) ?? screen.title
    screen.capabilities.formUnion([.style, .geometry, .liveState])
    if let width = main["contentWidth"]?.double, let height = main["contentHeight"]?.double {
      screen.viewport = ElementBox(x: 0, y: 0, width: width, height: height)
    }
    flow.screens = [screen]
    flow.title = screen.title
    flow.language = screen.language
    return flow
  }

  private func string(_ value: JSONValue?) -> String? {
    guard let index = value?.int, strings.indices.contains(index), !strings[index].isEmpty else {
      return nil
    }
    return strings[index]
  }
}
