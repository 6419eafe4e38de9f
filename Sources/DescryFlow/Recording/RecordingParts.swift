import DescryCore

/// Reads the screens, elements and actions of a recording.
struct RecordingParts {
  let path: String
  let lines: LineIndex

  func screen(_ value: JSONValue, index: Int) throws(FlowError) -> Screen {
    var screen = Screen(index: index, location: place(value))
    screen.title = value["title"]?.string
    screen.url = value["url"]?.string
    screen.language = value["language"]?.string
    screen.isOverlay = value["overlay"]?.bool ?? false
    screen.screenshot = value["screenshot"]?.string
    screen.time = value["time"]?.double
    screen.scripts = (value["scripts"]?.array ?? []).compactMap(\.string)
    for name in value["capabilities"]?.array ?? [] {
      if let capability = name.string.flatMap(CapabilityNames.capability) {
        screen.capabilities.insert(capability)
      }
    }
    if let size = value["viewport"]?.array?.compactMap(\.double), size.count == 2 {
      screen.viewport = ElementBox(x: 0, y: 0, width: size[0], height: size[1])
    }
    for element in value["elements"]?.array ?? [] {
      screen.elements.append(try self.element(element, id: screen.elements.count))
    }
    try close(&screen.elements)
    return screen
  }

  func action(_ value: JSONValue, of flow: Flow) throws(FlowError) -> FlowAction {
    guard let kind = value["kind"]?.string.flatMap(FlowAction.Kind.init(rawValue:)) else {
      throw fault("an action has no `kind` that is known", value)
    }
    guard let screen = value["screen"]?.int, flow.screens.indices.contains(screen) else {
      throw fault("an action names a `screen` that is not there", value)
    }
    let element = value["element"]?.int
    if let element, !flow.screens[screen].elements.indices.contains(element) {
      throw fault("an action names an `element` that is not there", value)
    }
    return FlowAction(
      screen: screen, kind: kind, element: element, target: value["target"]?.string,
      value: value["value"]?.string, location: place(value))
  }

  private func element(_ value: JSONValue, id: Int) throws(FlowError) -> Element {
    guard let role = value["role"]?.string.flatMap(ElementRole.init(rawValue:)) else {
      throw fault("an element has no `role` that is known", value)
    }
    let parent = value["parent"]?.int
    if value["parent"] != nil, parent.map({ $0 < 0 || $0 >= id }) ?? true {
      throw fault("an element names a `parent` that does not stand before it", value)
    }
    var element = Element(
      id: id, parent: parent, role: role, name: value["name"]?.string ?? "",
      text: value["text"]?.string ?? "", location: place(value))
    element.tag = value["tag"]?.string
    for member in value["attributes"]?.members ?? [] {
      element.attributes[member.key] = member.value.string
    }
    element.state = ElementState(
      checked: value["checked"]?.bool, defaultChecked: value["defaultChecked"]?.bool,
      isDisabled: value["disabled"]?.bool ?? false, isRequired: value["required"]?.bool ?? false,
      expanded: value["expanded"]?.bool, value: value["value"]?.string)
    if let name = value["visibility"]?.string {
      guard let visibility = ElementVisibility(rawValue: name) else {
        throw fault("`\(name)` is no visibility that is known", value)
      }
      element.visibility = visibility
    }
    element.style = value["style"].map(style)
    if let box = value["box"]?.array?.compactMap(\.double), box.count == 4 {
      element.box = ElementBox(x: box[0], y: box[1], width: box[2], height: box[3])
    }
    element.emphasis = value["emphasis"]?.string.flatMap(Element.Emphasis.init(rawValue:))
    element.speaker = value["speaker"]?.string
    return element
  }

  /// Sets where subtrees end, and checks that they nest.
  private func close(_ elements: inout [Element]) throws(FlowError) {
    for id in elements.indices.reversed() {
      guard let parent = elements[id].parent else { continue }
      elements[parent].subtreeEnd = max(elements[parent].subtreeEnd, elements[id].subtreeEnd)
    }
    // What stands between an element and the end of its subtree must be below it.
    var open: [Int] = []
    for element in elements {
      while let last = open.last, elements[last].subtreeEnd <= element.id { open.removeLast() }
      guard element.parent == open.last else {
        throw FlowError(
          Diagnostic(
            severity: .error, code: "F062 broken-outline",
            message: "elements are not in document order: this one's `parent` is not open here",
            location: element.location, help: "an element's descendants follow it without a gap"))
      }
      if element.subtreeEnd > element.id + 1 { open.append(element.id) }
    }
  }

  private func style(_ value: JSONValue) -> ElementStyle {
    var style = ElementStyle()
    style.fontSize = value["fontSize"]?.double
    style.fontWeight = value["fontWeight"]?.double
    style.color = color(value["color"])
    style.background = color(value["background"])
    style.isFilled = value["filled"]?.bool
    style.isUnderlined = value["underlined"]?.bool
    style.isStruck = value["struck"]?.bool
    style.opacity = value["opacity"]?.double
    return style
  }

  private func color(_ value: JSONValue?) -> ElementStyle.Color? {
    guard let channels = value?.array?.compactMap(\.double), channels.count == 4 else { return nil }
    return ElementStyle.Color(
      red: channels[0], green: channels[1], blue: channels[2], alpha: channels[3])
  }

  private func place(_ value: JSONValue) -> SourceLocation {
    guard let offset = value.offset else { return SourceLocation(path: path) }
    let place = lines.place(of: offset)
    return SourceLocation(path: path, line: place.line, column: place.column)
  }

  private func fault(_ message: String, _ value: JSONValue) -> FlowError {
    FlowError(
      Diagnostic(
        severity: .error, code: "F062 broken-outline", message: message, location: place(value),
        help: "record the flow again"))
  }
}
