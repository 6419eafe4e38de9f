import DescryCore
import DescryLint
import DescryRules

/// A flow built by hand, for tests of the engine that need no reader.
struct SampleFlow {
  var flow = Flow(path: "sample.flow.md", format: .transcript)

  init(language: String = "en") { flow.language = language }

  mutating func screen(
    _ title: String, overlay: Bool = false,
    capabilities: Screen.Capabilities = [.roles, .actions]
  ) {
    var screen = Screen(
      index: flow.screens.count,
      location: SourceLocation(path: flow.path, line: flow.screens.count * 100 + 1))
    screen.title = title
    screen.isOverlay = overlay
    screen.capabilities = capabilities
    flow.screens.append(screen)
  }

  @discardableResult
  mutating func add(
    _ role: ElementRole, _ text: String, checked: Bool? = nil, disabled: Bool = false
  ) -> Int {
    let index = flow.screens.count - 1
    let id = flow.screens[index].elements.count
    var element = Element(
      id: id, parent: nil, role: role, name: role.isControl ? text : "", text: text,
      location: SourceLocation(path: flow.path, line: index * 100 + id + 2, column: 1))
    element.state = ElementState(
      checked: checked, defaultChecked: checked, isDisabled: disabled)
    flow.screens[index].elements.append(element)
    return id
  }
}

/// A rule book of a few files.
func smallBook(_ files: (path: String, text: String)...) throws -> RuleBook {
  try RuleBookLoader.load(files.map { RuleFile(path: $0.path, text: $0.text) })
}
