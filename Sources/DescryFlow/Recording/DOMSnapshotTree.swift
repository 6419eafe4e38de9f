import DescryCore

/// Rebuilds the page of a DOM snapshot from its tables.
struct DOMSnapshotTree {
  private let documents: [JSONValue]
  private let strings: [String]
  private(set) var tree = PageTree()
  private static let deepest = 512
  private static let mostNodes = 100_000

  init(_ documents: [JSONValue], _ strings: [String]) {
    self.documents = documents
    self.strings = strings
  }

  /// One document's tables, ready to be looked up.
  private struct Tables {
    var kinds: [Int] = []
    var names: [Int] = []
    var values: [Int] = []
    var attributes: [[Int]] = []
    var children: [[Int]] = []
    var layout: [Int: Int] = [:]
    var bounds: [[Double]] = []
    var styles: [[Int]] = []
    var frames: [Int: Int] = [:]
    var inputs: [Int: Int] = [:]
    var ticked: Set<Int> = []
    var chosen: Set<Int> = []
  }

  mutating func build() {
    let root = tree.open(PageTree.Node(kind: .element, tag: "#document", parent: -1, subtreeEnd: 0))
    if !documents.isEmpty { add(document: 0, under: root, depth: 0) }
    tree.close(root)
  }

  private mutating func add(document index: Int, under parent: Int, depth: Int) {
    let tables = read(documents[index])
    // The first node is the document itself.
    guard let children = tables.children.first else { return }
    for child in children { add(child, of: tables, under: parent, depth: depth) }
  }

  private mutating func add(_ index: Int, of tables: Tables, under parent: Int, depth: Int) {
    guard depth < Self.deepest, tree.nodes.count < Self.mostNodes,
      tables.kinds.indices.contains(index)
    else { return }
    switch tables.kinds[index] {
    case 1, 11:
      let name = tables.kinds[index] == 11 ? "#shadow" : string(tables.names, index).lowercased()
      if name.hasPrefix("::") { return }
      var node = PageTree.Node(kind: .element, tag: name, parent: parent, subtreeEnd: 0)
      if tables.attributes.indices.contains(index) {
        let pairs = tables.attributes[index]
        for at in stride(from: 0, to: pairs.count - 1, by: 2) {
          node.attributes.append((text(pairs[at]).lowercased(), text(pairs[at + 1])))
        }
      }
      let own = tree.open(node)
      tree.live[own] = facts(index, tables, node)
      for child in tables.children[index] { add(child, of: tables, under: own, depth: depth + 1) }
      if let frame = tables.frames[index], documents.indices.contains(frame), frame > 0 {
        add(document: frame, under: own, depth: depth + 1)
      }
      tree.close(own)
    case 3:
      var node = PageTree.Node(kind: .text, parent: parent, subtreeEnd: 0)
      node.text = string(tables.values, index)
      tree.close(tree.open(node))
    default: break
    }
  }

  private func facts(_ index: Int, _ tables: Tables, _ node: PageTree.Node) -> PageTree.LiveFacts {
    var facts = PageTree.LiveFacts()
    let type = node.attribute("type")?.lowercased()
    if node.tag == "input", type == "checkbox" || type == "radio" {
      facts.checked = tables.ticked.contains(index)
    }
    if node.tag == "option" { facts.selected = tables.chosen.contains(index) }
    facts.value = tables.inputs[index].map(text)
    guard let row = tables.layout[index] else {
      // What has no layout is not shown (`display: contents` has none either, and holds texts).
      if tables.children[index].isEmpty { facts.visibility = .notDisplayed }
      return facts
    }
    if tables.bounds.indices.contains(row), tables.bounds[row].count == 4 {
      let box = tables.bounds[row]
      facts.box = ElementBox(x: box[0], y: box[1], width: box[2], height: box[3])
    }
    guard tables.styles.indices.contains(row) else { return facts }
    let values = tables.styles[row].map(text)
    guard values.count >= DOMSnapshot.styles.count else { return facts }
    facts.display = values[0]
    var style = ElementStyle()
    style.opacity = Double(values[2])
    style.color = CSSColor.read(values[3])
    style.background = CSSColor.read(values[4])
    style.isFilled = style.background.map { $0.alpha > 0.05 }
    style.fontSize = CSSLength.pixels(values[5], font: 16)
    style.fontWeight = Double(values[6])
    style.isUnderlined = values[7].contains("underline")
    style.isStruck = values[7].contains("line-through")
    facts.style = style
    facts.visibility = visibility(values, facts.box)
    return facts
  }

  private func visibility(_ values: [String], _ box: ElementBox?) -> ElementVisibility {
    if values[0] == "none" { return .notDisplayed }
    if values[1] != "visible" { return .hidden }
    if let opacity = Double(values[2]), opacity < 0.02 { return .transparent }
    guard let box else { return .visible }
    if box.x + box.width < -400 || box.y + box.height < -400 { return .offScreen }
    return .visible
  }

  private func read(_ document: JSONValue) -> Tables {
    var tables = Tables()
    let nodes = document["nodes"]
    func numbers(_ value: JSONValue?) -> [Int] { (value?.array ?? []).map { $0.int ?? -1 } }
    func pairs(_ value: JSONValue?) -> [Int: Int] {
      let keys = numbers(value?["index"])
      return Dictionary(
        zip(keys, numbers(value?["value"])).map { ($0, $1) },
        uniquingKeysWith: { first, _ in first })
    }
    tables.kinds = numbers(nodes?["nodeType"])
    tables.names = numbers(nodes?["nodeName"])
    tables.values = numbers(nodes?["nodeValue"])
    tables.attributes = (nodes?["attributes"]?.array ?? []).map { numbers($0) }
    tables.children = [[Int]](repeating: [], count: tables.kinds.count)
    for (index, parent) in numbers(nodes?["parentIndex"]).enumerated()
    where parent >= 0 && parent < index && tables.children.indices.contains(parent) {
      tables.children[parent].append(index)
    }
    tables.frames = pairs(nodes?["contentDocumentIndex"])
    tables.inputs = pairs(nodes?["inputValue"])
    tables.ticked = Set(numbers(nodes?["inputChecked"]?["index"]))
    tables.chosen = Set(numbers(nodes?["optionSelected"]?["index"]))
    let layout = document["layout"]
    for (row, node) in numbers(layout?["nodeIndex"]).enumerated() where tables.layout[node] == nil {
      tables.layout[node] = row
    }
    tables.bounds = (layout?["bounds"]?.array ?? []).map { ($0.array ?? []).compactMap(\.double) }
    tables.styles = (layout?["styles"]?.array ?? []).map { numbers($0) }
    return tables
  }

  private func string(_ table: [Int], _ index: Int) -> String {
    table.indices.contains(index) ? text(table[index]) : ""
  }

  private func text(_ index: Int) -> String {
    strings.indices.contains(index) ? strings[index] : ""
  }
}
