import DescryCore
internal import Yams

/// Turns the items of an ARIA snapshot into elements.
struct AriaOutline {
  private let path: String
  private var builder = ScreenBuilder()
  /// Items that were looked at: those that YAML's aliases repeat count each time.
  private var visited = 0
  private static let mostItems = 200_000

  init(path: String) { self.path = path }

  /// The elements in document order.
  mutating func finish() -> [Element] {
    var elements = builder.finish()
    ScreenOutline.prune(&elements)
    return elements
  }

  /// Adds an item: a text such as `button "Buy"`, or a mapping from one to what it holds.
  mutating func add(_ node: Node) {
    visited += 1
    guard visited < Self.mostItems else { return }
    switch node {
    case .scalar(let scalar): add(AriaItem(scalar.string), at: place(node), holding: nil)
    case .mapping(let mapping):
      for (key, value) in mapping {
        guard let head = key.scalar?.string else { continue }
        if head.hasPrefix("/") {
          property(head.dropFirst(), value.scalar?.string ?? "")
        } else {
          add(AriaItem(head), at: place(key), holding: value)
        }
      }
    case .sequence(let items): for item in items { add(item) }
    case .alias: break
    }
  }

  private func place(_ node: Node) -> SourceLocation {
    SourceLocation(path: path, line: node.mark?.line, column: node.mark?.column)
  }

  private mutating func add(_ item: AriaItem, at location: SourceLocation, holding value: Node?) {
    let text = WhiteSpace.folded(value?.scalar?.string ?? "")
    let children = value?.sequence
    let role: ElementRole = Self.roles[item.role] ?? (children == nil ? .text : .group)
    if role == .text {
      let label = rest(of: item.name.isEmpty ? text : item.name)
      if !label.isEmpty { builder.add(.text, text: label, at: location) }
      children?.forEach { add($0) }
      return
    }
    let isGroup = !role.isControl && role != .heading && role != .image && role != .timer
    let name = item.name.isEmpty && !isGroup ? text : item.name
    let id = builder.begin(
      role, name: role == .heading || role == .timer ? "" : name,
      text: isGroup ? "" : name, at: location)
    builder.change(id) { element in
      if role.isTickable {
        element.state.checked =
          (item.marks["checked"] ?? item.marks["selected"]).map { $0 != "mixed" } ?? false
      }
      element.state.isDisabled = item.marks["disabled"] != nil
      element.state.expanded = item.marks["expanded"].map { $0 != "false" }
      if let level = item.marks["level"] { element.attributes["level"] = level }
      if role == .textbox || role == .combobox, !item.name.isEmpty, !text.isEmpty {
        element.state.value = text
      }
    }
    if isGroup, !text.isEmpty { builder.add(.text, text: text, at: location) }
    children?.forEach { add($0) }
    builder.end()
  }

  /// A snapshot says the text of a label again behind the control that it names.
  private func rest(of text: String) -> String {
    let folded = WhiteSpace.folded(text)
    guard let last = builder.elements.last, !last.name.isEmpty,
      last.role.isTickable || last.role == .textbox || last.role == .combobox,
      folded.hasPrefix(last.name)
    else { return folded }
    return WhiteSpace.folded(String(folded.dropFirst(last.name.count)))
  }

  private mutating func property(_ name: Substring, _ value: String) {
    guard name == "url", let parent = builder.parent else { return }
    builder.change(parent) { $0.attributes["href"] = value }
  }

  private static let roles: [String: ElementRole] = [
    "button": .button, "link": .link, "checkbox": .checkbox, "radio": .radio, "switch": .toggle,
    "menuitemcheckbox": .checkbox, "menuitemradio": .radio, "menuitem": .button, "tab": .button,
    "textbox": .textbox, "searchbox": .textbox, "spinbutton": .textbox, "combobox": .combobox,
    "listbox": .combobox, "option": .option, "img": .image, "image": .image, "heading": .heading,
    "timer": .timer, "text": .text, "paragraph": .text, "strong": .text, "emphasis": .text,
    "time": .text, "insertion": .text, "deletion": .text, "mark": .text, "code": .text,
    "banner": .header, "contentinfo": .footer, "navigation": .navigation, "main": .main,
    "complementary": .aside, "dialog": .dialog, "alertdialog": .dialog, "form": .form,
    "list": .list,
    "table": .table, "grid": .table, "row": .row, "iframe": .frame, "group": .fieldset,
    "radiogroup": .fieldset,
  ]
}
