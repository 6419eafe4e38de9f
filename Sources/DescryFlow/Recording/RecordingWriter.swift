public import DescryCore

/// Writes a flow as Descry's own recording, `.flow.json`.
///
/// The format, `flow/1`, is a JSON object: `schema`, and of the flow `title`, `language`, `currency`,
/// `merchant`, `date`; then `screens` and `actions`. A screen has `title`, `url`, `language`,
/// `overlay`, `capabilities`, `viewport` (width and height), `screenshot` (a file beside it), `time`,
/// `scripts` and `elements`. Elements stand one a line, so that a finding's line names one of them; an
/// element has `role`, `parent` (the index of the one that holds it; it stands before), `name`, `text`,
/// `tag`, `attributes`, `checked`, `defaultChecked`, `disabled`, `required`, `expanded`, `value`,
/// `visibility`, `style`, `box` (x, y, width, height), `emphasis` and `speaker`. What is not known is
/// left out. An action has `screen`, `kind`, `element`, `target` and `value`.
public enum RecordingWriter {
  /// The recording of a flow, as UTF-8 text; its prices are found again when it is read.
  public static func text(of flow: Flow) -> String {
    var head = JSONLine()
    head.put("schema", "flow/1")
    head.put("title", flow.title)
    head.put("language", flow.language)
    head.put("currency", flow.currency?.code)
    head.put("merchant", flow.merchant)
    head.put("date", flow.date?.description)
    var text = "{\(head.members),\n\"screens\": [\n"
    text += flow.screens.map(screen).joined(separator: ",\n")
    text += "\n],\n\"actions\": [\n"
    text += flow.actions.map(action).joined(separator: ",\n")
    return text + "\n]}\n"
  }

  private static func screen(_ screen: Screen) -> String {
    var line = JSONLine()
    line.put("title", screen.title)
    line.put("url", screen.url)
    line.put("language", screen.language)
    if screen.isOverlay { line.put("overlay", true) }
    line.put("capabilities", CapabilityNames.names(of: screen.capabilities))
    if let viewport = screen.viewport { line.put("viewport", [viewport.width, viewport.height]) }
    line.put("screenshot", screen.screenshot)
    line.put("time", screen.time)
    if !screen.scripts.isEmpty { line.put("scripts", screen.scripts) }
    let separator = line.members.isEmpty ? "" : ", "
    let elements = screen.elements.map(element).joined(separator: ",\n")
    return "{\(line.members)\(separator)\"elements\": [\n\(elements)\n]}"
  }

  private static func element(_ element: Element) -> String {
    var line = JSONLine()
    line.put("role", element.role.rawValue)
    line.put("parent", element.parent.map(Double.init))
    if !element.name.isEmpty { line.put("name", element.name) }
    if !element.text.isEmpty { line.put("text", element.text) }
    line.put("tag", element.tag)
    if !element.attributes.isEmpty {
      var attributes = JSONLine()
      for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) {
        attributes.put(name, value)
      }
      line.put("attributes", raw: "{\(attributes.members)}")
    }
    line.put("checked", element.state.checked)
    line.put("defaultChecked", element.state.defaultChecked)
    if element.state.isDisabled { line.put("disabled", true) }
    if element.state.isRequired { line.put("required", true) }
    line.put("expanded", element.state.expanded)
    line.put("value", element.state.value)
    if element.visibility != .visible { line.put("visibility", element.visibility.rawValue) }
    if let style = element.style { line.put("style", raw: "{\(members(of: style))}") }
    if let box = element.box { line.put("box", [box.x, box.y, box.width, box.height]) }
    line.put("emphasis", element.emphasis?.rawValue)
    line.put("speaker", element.speaker)
    return "{\(line.members)}"
  }

  private static func members(of style: ElementStyle) -> String {
    var line = JSONLine()
    line.put("fontSize", style.fontSize)
    line.put("fontWeight", style.fontWeight)
    line.put("color", style.color.map(channels))
    line.put("background", style.background.map(channels))
    line.put("filled", style.isFilled)
    line.put("underlined", style.isUnderlined)
    line.put("struck", style.isStruck)
    line.put("opacity", style.opacity)
    return line.members
  }

  private static func channels(_ color: ElementStyle.Color) -> [Double] {
    [color.red, color.green, color.blue, color.alpha]
  }

  private static func action(_ action: FlowAction) -> String {
    var line = JSONLine()
    line.put("screen", Double(action.screen))
    line.put("kind", action.kind.rawValue)
    line.put("element", action.element.map(Double.init))
    line.put("target", action.target)
    line.put("value", action.value)
    return "{\(line.members)}"
  }
}

/// The names of what a source can tell, as recordings write them.
enum CapabilityNames {
  private static let all: [(String, Screen.Capabilities)] = [
    ("liveState", .liveState), ("style", .style), ("geometry", .geometry), ("actions", .actions),
    ("roles", .roles), ("scripts", .scripts),
  ]

  static func names(of capabilities: Screen.Capabilities) -> [String] {
    all.filter { capabilities.contains($0.1) }.map(\.0)
  }

  static func capability(_ name: String) -> Screen.Capabilities? {
    all.first { $0.0 == name }?.1
  }
}
