import DescryCore

/// Makes a screen of a page's markup.
struct PageScreen {
  /// The markup, decoded.
  let source: SourceText
  let options: FlowReadingOptions
  /// The page's address, when the source tells it.
  var url: String?
  /// Style sheets that the source holds, by address.
  var sheets: [String: String] = [:]
  /// Where the page stands when its bytes are not those of the file.
  var place: SourceLocation?
  /// Finds the place of a range of the markup in a file that holds it in another form.
  var locator: ((Range<Int>) -> SourceLocation?)?
  /// Documents of frames that the source holds, by the address that `src` names.
  var frames: [String: SourceText] = [:]
  /// Scripts that the source holds, by address.
  var scriptFiles: [String: String] = [:]
  /// The node whose element is asked for, as the one that an action was done to.
  var markedNode: Int?
  /// The element that shows the marked node or the nearest one around it.
  private(set) var markedElement: Int?
  private var depth = 0
  private static let deepestFrames = 4
  private static let mostFrames = 64

  init(_ source: SourceText, options: FlowReadingOptions) {
    self.source = source
    self.options = options
  }

  static func tooLarge(_ count: Int, path: String, line: Int?, _ options: FlowReadingOptions)
    -> FlowError
  {
    FlowError(
      "F010 page-too-large",
      "the page has \(count) bytes, more than the \(options.largestPage) that are read", path: path,
      line: line, column: line == nil ? nil : 1,
      help: "save the page without its scripts and pictures, or only the checkout's part of it")
  }

  /// Reads the page and adds its screen to a flow.
  mutating func read(into flow: inout Flow) {
    let guarded = NestingGuard(source.bytes, deepest: options.deepestNesting)
    if let offset = guarded.firstTooDeep {
      flow.diagnostics.append(
        Diagnostic(
          severity: .error, code: "F011 nested-too-deep",
          message:
            "elements nest deeper than \(options.deepestNesting); deeper tags are read as text only",
          location: location(offset..<(offset + 1)) ?? source.location(offset..<offset),
          help: "a page that browsers show nests less than 512 deep; check how it was saved"))
    }
    var tree = HTMLParser.parse(guarded.bytes)
    tree.openShadowRoots()
    add(tree, to: &flow)
  }

  /// Adds the screen that a tree shows to a flow.
  mutating func add(_ tree: PageTree, to flow: inout Flow) {
    let facts = PageFacts(tree)
    let styles = styleSheet(facts)
    let looks = CSSCascade.looks(of: tree, sheet: styles.sheet, isComplete: styles.isComplete)
    if looks.isCut {
      flow.diagnostics.append(
        Diagnostic(
          severity: .warning, code: "F013 costly-styles",
          message:
            "the style sheets hold too many rules for so many elements; how they look was left",
          location: place ?? source.location(0..<0),
          help: "rules that need the style are not checked; save the page without unused sheets"))
    }
    let names = AccessibleNames(tree, looks: looks)
    let whole = place ?? source.location(0..<0)
    var walk = PageWalk(tree, looks: looks, names: names) { [self] range in
      range.flatMap(location) ?? whole
    }
    var screen = Screen(index: flow.screens.count, location: whole)
    screen.elements = walk.elements()
    nest(walk.frames, into: &screen, &flow)
    let marked = markedNode.flatMap { walk.element(showing: $0) }
    markedElement = ScreenOutline.prune(&screen.elements, following: marked)
    screen.title = facts.title ?? screen.elements.first { $0.role == .heading }?.label
    screen.url = url ?? facts.address
    screen.language = facts.language
    screen.scripts += facts.scripts
    screen.scripts += facts.scriptAddresses.compactMap { address in
      scriptFiles[address] ?? scriptFiles[resolved(address)]
        ?? options.resource?(address).map { String(decoding: TextDecoding.utf8($0), as: UTF8.self) }
    }
    screen.capabilities = [.roles]
    if looks.isComplete { screen.capabilities.insert(.style) }
    if !screen.scripts.isEmpty { screen.capabilities.insert(.scripts) }
    if !tree.live.isEmpty { screen.capabilities.insert(.liveState) }
    if screen.elements.contains(where: { $0.box != nil }) { screen.capabilities.insert(.geometry) }
    flow.screens.append(screen)
    flow.suppressions += suppressions(of: facts.comments)
  }

  /// The place of a range of the markup.
  private func location(_ range: Range<Int>) -> SourceLocation? {
    let range = range.clamped(to: 0..<source.bytes.count)
    return locator?(range) ?? place ?? source.location(range)
  }

  // MARK: - Style sheets

  private func styleSheet(_ facts: PageFacts) -> (sheet: CSSStyleSheet, isComplete: Bool) {
    var sheet = CSSStyleSheet()
    var isMissing = false
    for style in facts.styles {
      switch style {
      case .text(let css): sheet.add(css)
      case .link(let address):
        if let css = sheets[address] ?? sheets[resolved(address)] {
          sheet.add(css)
        } else if let bytes = options.resource?(address) {
          sheet.add(String(decoding: TextDecoding.utf8(bytes), as: UTF8.self))
        } else if address.hasPrefix("data:text/css,"),
          let css = PercentText.decoded(address.dropFirst(14))
        {
          sheet.add(css)
        } else if !address.contains("fonts.g") {
          isMissing = true
        }
      }
    }
    // A form that was saved without its sheets has classes that no rule names.
    let known = facts.classes.intersection(sheet.classes).count
    let isSmall = facts.classes.count < 6 && !facts.styles.isEmpty
    let hasStyle = facts.classes.isEmpty || isSmall || known * 4 >= facts.classes.count
    return (sheet, !isMissing && !sheet.importsOthers && hasStyle)
  }

  /// An address by the page's own.
  private func resolved(_ address: String) -> String {
    guard let url, !address.contains("://"), let scheme = url.range(of: "://") else {
      return address
    }
    let host = url[scheme.upperBound...].prefix { $0 != "/" }
    if address.hasPrefix("/") { return url[..<scheme.upperBound] + host + address }
    return url[...(url.lastIndex(of: "/") ?? url.startIndex)] + address
  }

  // MARK: - Frames and remarks

  /// Puts the elements of frames' documents where the frames stand.
  private mutating func nest(
    _ frames: [PageWalk.Frame], into screen: inout Screen, _ flow: inout Flow
  ) {
    guard depth < Self.deepestFrames else { return }
    for frame in frames.prefix(Self.mostFrames).reversed() {
      let element = screen.elements[frame.element]
      let markup: SourceText
      if let text = frame.markup {
        markup = SourceText(Array(text.utf8), path: source.path)
      } else if let address = frame.address,
        let text = self.frames[address] ?? self.frames[resolved(address)]
      {
        markup = text
      } else {
        continue
      }
      guard markup.bytes.count <= options.largestPage else { continue }
      var page = PageScreen(markup, options: options)
      page.sheets = sheets
      page.frames = self.frames
      page.url = frame.address
      page.depth = depth + 1
      page.place = element.location
      var inner = Flow(path: flow.path, format: flow.format)
      page.read(into: &inner)
      flow.diagnostics += inner.diagnostics
      guard let shown = inner.screens.first else { continue }
      screen.scripts += shown.scripts
      screen.elements = ScreenOutline.inserted(
        shown.elements, into: screen.elements, under: frame.element)
    }
  }

  private func suppressions(of comments: [PageFacts.Comment]) -> [FlowSuppression] {
    guard place == nil else { return [] }
    return comments.flatMap { comment -> [FlowSuppression] in
      guard let range = comment.range else { return [] }
      let location = source.location(range)
      let end = location.endLine ?? 1
      return Suppressing.read(comment.text, line: end, next: end + 1, at: location)
    }
  }
}

extension String {
  /// Where a text begins and ends.
  func range(of text: String) -> Range<String.Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
