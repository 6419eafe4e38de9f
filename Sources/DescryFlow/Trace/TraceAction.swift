import DescryCore

/// A call of a Playwright trace that a person's doing stands behind.
struct TraceAction {
  let call: String
  let kind: FlowAction.Kind
  let selector: String?
  let value: String?

  /// Reads a `before` event; nil for calls that only look or wait.
  init?(_ event: JSONValue) {
    guard event["type"]?.string == "before", let call = event["callId"]?.string else { return nil }
    // Older traces name the call of the library, as `page.click`.
    let name = event["method"]?.string ?? event["apiName"]?.string ?? ""
    let method = name.split(separator: ".").last.map(String.init) ?? name
    guard let kind = Self.kinds[method] else { return nil }
    let parameters = event["params"]
    self.call = call
    self.kind = kind
    selector = parameters?["selector"]?.string
    switch kind {
    case .open: value = parameters?["url"]?.string
    case .type: value = parameters?["value"]?.string ?? parameters?["text"]?.string
    case .choose:
      let option = parameters?["options"]?.array?.first
      value =
        option?["valueOrLabel"]?.string ?? option?["label"]?.string ?? option?["value"]?.string
    default: value = nil
    }
  }

  private static let kinds: [String: FlowAction.Kind] = [
    "goto": .open, "navigate": .open, "click": .click, "dblclick": .click, "tap": .click,
    "check": .check, "uncheck": .uncheck, "fill": .type, "type": .type, "pressSequentially": .type,
    "selectOption": .choose, "goBack": .back, "close": .close,
  ]

  /// What the selector calls the element, without its syntax: the text of `text=…`, the name of a role.
  var target: String? {
    guard let selector else { return nil }
    if let mark = selector.range(of: "name=\"") {
      return String(selector[mark.upperBound...].prefix { $0 != "\"" })
    }
    for lead in ["text=", "internal:text=", "internal:label="] where selector.hasPrefix(lead) {
      let text = selector.dropFirst(lead.count)
      return text.hasPrefix("\"") ? String(text.dropFirst().prefix { $0 != "\"" }) : String(text)
    }
    return selector
  }
}
